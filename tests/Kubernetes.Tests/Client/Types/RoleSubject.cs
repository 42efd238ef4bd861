namespace ParallelJobs.Kubernetes.Tests.Client.Types;

public sealed record RoleSubject(string Kind, string Name, string? ApiGroup = null, string? Namespace = null);
