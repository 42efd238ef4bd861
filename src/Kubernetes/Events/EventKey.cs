using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Events;

/// <summary>What makes two events equal.</summary>
/// <param name="Regarding">Without its resourceVersion.</param>
/// <param name="Note">As it is written.</param>
internal sealed record EventKey(ObjectReference Regarding, EventSeverity Severity, string Reason, string Action, string Note);
