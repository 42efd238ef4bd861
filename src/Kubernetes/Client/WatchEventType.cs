namespace ParallelJobs.Kubernetes;

/// <summary>What happened to a watched object.</summary>
public enum WatchEventType
{
    /// <summary>It came, or came to be selected.</summary>
    Added,

    Modified,

    /// <summary>It went, or is no longer selected; the event carries its last state.</summary>
    Deleted,

    /// <summary>Nothing: the watch has come as far as the resourceVersion of the event.</summary>
    Bookmark,
}
