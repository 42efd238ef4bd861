using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Scheduling;

/// <summary>
/// Batches of equal chunks, one a slot, that together take half of what is left: ceil(R/2P) each.
/// Source: Hummel, Schonberg and Flynn, "Factoring: a method for scheduling parallel loops", CACM 35(8), 1992.
/// </summary>
internal sealed class FactoringPolicy : IChunkPolicy
{
    public Want Next(in ChunkContext context) => new(context.Slots, 1, long.MaxValue, CapDivisor: 2);
}
