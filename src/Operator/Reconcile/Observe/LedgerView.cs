using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>A job in the queue as far as it is known. Immutable.</summary>
internal sealed record LedgerView
{
    /// <summary>Nothing is known yet, or the job has ended and nobody asks.</summary>
    public static LedgerView Unknown { get; } = new();

    /// <summary>Why the queue does not answer; null when it does.</summary>
    public string? Trouble { get; init; }

    /// <summary>False when the queue says that it has no such job; null when nobody asked, or it does not answer.</summary>
    public bool? IsEntered { get; init; }

    public JobProgress? Progress { get; init; }

    public FoldedResult? Folded { get; init; }

    /// <summary>Items a second over the last moments; null where nothing can be said yet.</summary>
    public double? ItemsPerSecond { get; init; }
}
