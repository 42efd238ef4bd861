namespace ParallelJobs.Queue;

/// <summary>
/// A failure in a lease. With a position it charges one attempt to that leaf and splits it off; without one (the worker cannot say
/// which leaf it was) the rest of the lease is only bisected, and charged when it is a single leaf.
/// </summary>
public readonly record struct LeafFailure(long? Position, string Message);
