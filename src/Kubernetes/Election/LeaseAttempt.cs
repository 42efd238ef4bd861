namespace ParallelJobs.Kubernetes.Election;

/// <summary>What came of an attempt that got its answers.</summary>
/// <param name="Step">That was done.</param>
/// <param name="StartedAt">Before the lease was written, by the monotonic clock.</param>
/// <param name="Epoch">Of the lease.</param>
internal sealed record LeaseAttempt(ElectionStep Step, TimeSpan StartedAt, int Epoch);
