namespace ParallelJobs.Queue.InMemory;

/// <summary>What becomes of a lease: its remaining positions are the disjoint union of these four.</summary>
/// <param name="Done">Their partial enters.</param>
/// <param name="Kept">The worker goes on; null when the lease ends here.</param>
/// <param name="Returned">They wait for another lease.</param>
/// <param name="Dead">Out of attempts or losses.</param>
internal sealed record LeaseOutcome(
    PositionSet Done, LeasedWork? Kept, IReadOnlyList<PendingRange> Returned, IReadOnlyList<DeadRange> Dead);
