namespace ParallelJobs.Queue;

/// <summary>
/// How much a worker asks for. The ledger grants at most <paramref name="Chunks"/> chunks of
/// max(MinLeaves, min(MaxLeaves, ceil(R / (CapDivisor x P)))) leaves each, where R is what is left to grant and P the job's live slots;
/// a <paramref name="CapDivisor"/> of 0 means no cap. So chunks taper towards the end of the job: 1 is guided self-scheduling,
/// 2 is factoring's half.
/// </summary>
/// <param name="Chunks">0 asks for nothing.</param>
/// <param name="MinLeaves">At least 1.</param>
/// <param name="MaxLeaves">At least MinLeaves.</param>
public readonly record struct Want(int Chunks, long MinLeaves, long MaxLeaves, int CapDivisor)
{
    public static readonly Want Nothing = new(0, 1, 1, 0);
}
