namespace ParallelJobs.Kubernetes.Tests.Client.Types;

public sealed record RoleReference(string Kind, string Name, string ApiGroup = "rbac.authorization.k8s.io");
