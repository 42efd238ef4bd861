namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>A child Job to have so many pods.</summary>
internal sealed record ScaledChild(string Name, int Parallelism);
