namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>Where a key of a queue is; one that is nowhere has none.</summary>
internal enum KeyState
{
    /// <summary>It can be taken.</summary>
    Waiting,

    Out,

    /// <summary>It is out and was added meanwhile: whoever has it may have looked before that, so it comes again.</summary>
    OutAndAdded,
}
