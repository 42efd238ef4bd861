namespace ParallelJobs.Queue;

/// <summary>Why a report can never be accepted.</summary>
public enum RefusalReason
{
    /// <summary>A newer report of this incarnation was already carried out.</summary>
    StaleSequence,

    /// <summary>The worker computes another spec, or another revision of the kernel.</summary>
    SpecMismatch,
}
