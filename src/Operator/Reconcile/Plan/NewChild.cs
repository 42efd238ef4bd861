namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>A child Job to make.</summary>
/// <param name="Incarnation">Its name is the job's and this.</param>
internal sealed record NewChild(int Incarnation, int Parallelism);
