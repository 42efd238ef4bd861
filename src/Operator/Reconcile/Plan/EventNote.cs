using ParallelJobs.Kubernetes.Events;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Something to tell people who look at the job.</summary>
internal sealed record EventNote(EventSeverity Severity, string Reason, string Action, string Note);
