namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>How a reconcile ended: the "result" of metrics, in lower case, and what decides whether its key comes again.</summary>
internal enum RequeueKind
{
    /// <summary>All is as wanted: nothing until something changes.</summary>
    Done,

    /// <summary>It asked to be called again.</summary>
    After,

    /// <summary>Somebody else changed what it was to write; everyday, so no error, and tried again.</summary>
    Conflict,

    /// <summary>The server could not; tried again.</summary>
    Transient,

    /// <summary>Tried again: what is wrong may be mended.</summary>
    Error,

    /// <summary>Nothing until something changes.</summary>
    Terminal,
}
