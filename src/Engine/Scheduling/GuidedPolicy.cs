using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Scheduling;

/// <summary>
/// ceil(R/P) of what is left, for one slot at a time.
/// Source: Polychronopoulos and Kuck, "Guided self-scheduling", IEEE Transactions on Computers 36(12), 1987.
/// </summary>
internal sealed class GuidedPolicy : IChunkPolicy
{
    public Want Next(in ChunkContext context) => new(1, 1, long.MaxValue, CapDivisor: 1);
}
