namespace ParallelJobs.Engine.Slots.Frames;

/// <summary>What a frame between a worker and a slot's process says.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the process, once: a <see cref="JobFrame"/>.</summary>
    Job = 1,

    /// <summary>From the process, once: the kernel is bound.</summary>
    Ready = 2,

    /// <summary>To the process: a <see cref="ComputeFrame"/>.</summary>
    Compute = 3,

    /// <summary>From the process, one for each Compute, in order: an <see cref="OutcomeFrame"/>.</summary>
    Outcome = 4,
}
