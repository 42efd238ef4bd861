namespace ParallelJobs.Engine.Scheduling;

/// <summary>What a worker knows when it asks for more.</summary>
/// <param name="TotalLeaves">N, all leaves of the job.</param>
/// <param name="JobSlots">P, the slots of all workers, at least <paramref name="Slots"/>.</param>
/// <param name="Slots">The slots of this worker.</param>
/// <param name="IdleSlots">Those that have nothing to compute.</param>
/// <param name="Cost">Seconds a leaf on this worker.</param>
/// <param name="RoundTripSeconds">From the wish for more to leases in hand.</param>
/// <param name="PaceSeconds">Between exchanges, as the ledger bids a large fleet; 0 where it bids nothing.</param>
public readonly record struct ChunkContext(
    long TotalLeaves, int JobSlots, int Slots, int IdleSlots, LeafCost Cost, double RoundTripSeconds, double PaceSeconds = 0);
