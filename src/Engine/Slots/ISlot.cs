using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Slots;

/// <summary>Something that computes leaves: a thread, or a child process. Used by one thread.</summary>
internal interface ISlot : IDisposable
{
    /// <summary>
    /// Computes the leaves at <paramref name="positions"/>, each of which goes to <paramref name="sink"/> as done, failed or abandoned.
    /// A cancelled token abandons what is not yet done.
    /// </summary>
    void Compute(PositionRange positions, ILeafSink sink, CancellationToken cancellationToken);

    /// <summary>What the system charged to whoever computes. Read by any thread; what it last was, after disposal.</summary>
    SlotUsage Usage { get; }
}
