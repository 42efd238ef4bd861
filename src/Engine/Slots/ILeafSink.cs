using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Slots;

/// <summary>Where a slot reports its leaves. Used by the slot's thread alone.</summary>
internal interface ILeafSink
{
    /// <summary>The kernel starts on these now; a single one where the slot can tell.</summary>
    void Begin(PositionRange positions);

    /// <summary>The kernel, in this thread, has ended. The contribution is the slot's own again when the call returns.</summary>
    void Done(PositionRange positions, IPartial contribution);

    /// <summary>The kernel, in another process, has ended, and took so many ticks of the worker's clock.</summary>
    void Done(PositionSet positions, IPartial contribution, long computeTicks);

    void Fail(long position, string message);

    /// <summary>These were taken and will not be computed, since the token was cancelled.</summary>
    void Abandon(PositionRange positions);
}
