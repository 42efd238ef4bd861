using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Scheduling;

/// <summary>For a job with limits: one leaf for each idle slot, nothing ahead, since a leaf counts from when it is granted.</summary>
internal sealed class LimitedPolicy : IChunkPolicy
{
    public Want Next(in ChunkContext context) => new(context.IdleSlots, 1, 1, CapDivisor: 0);
}
