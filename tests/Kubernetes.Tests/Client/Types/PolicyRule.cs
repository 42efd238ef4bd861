namespace ParallelJobs.Kubernetes.Tests.Client.Types;

public sealed record PolicyRule(IReadOnlyList<string> ApiGroups, IReadOnlyList<string> Resources, IReadOnlyList<string> Verbs);
