using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Scheduling;

/// <summary>ceil(N/P) leaves for each slot, or as many as the spec says: one chunk a slot, known beforehand.</summary>
internal sealed class StaticPolicy(long? chunkLeaves) : IChunkPolicy
{
    public Want Next(in ChunkContext context)
    {
        var leaves = chunkLeaves ?? ((context.TotalLeaves - 1) / context.JobSlots) + 1;
        return new Want(context.Slots, leaves, leaves, CapDivisor: 0);
    }
}
