namespace ParallelJobs.Queue;

/// <summary>The ledger cannot be reached, or does not (yet) hold the job: try again later.</summary>
public sealed class QueueUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The ledger answers, and holds no such job: it was deleted, or was lost and will be entered again.</summary>
    public bool IsOfUnknownJob { get; init; }
}
