using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Scheduling;

/// <summary>Chunks of a fixed number of leaves (self-scheduling).</summary>
internal sealed class DynamicPolicy(long chunkLeaves) : IChunkPolicy
{
    public Want Next(in ChunkContext context) =>
        new(context.Slots * Prefetch.ChunksPerSlot(context, chunkLeaves), chunkLeaves, chunkLeaves, CapDivisor: 0);
}
