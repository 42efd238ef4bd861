namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>A result that goes into a ConfigMap.</summary>
internal sealed record LargeResult(string ConfigMap, string Json);
