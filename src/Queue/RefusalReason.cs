namespace ParallelJobs.Queue;

/// <summary>Why a report can never be accepted.</summary>
public enum RefusalReason
{
    /// <summary>A newer report of this incarnation was already carried out.</summary>
    StaleSequence,

    /// <summary>The worker computes another spec, or another revision of the kernel.</summary>
    SpecMismatch,

    /// <summary>The worker does not know the job's secret.</summary>
    WrongSecret,

    /// <summary>The ledger does not speak this program's version of the exchange.</summary>
    WrongSchema,

    /// <summary>The server does not let the worker in, or not at the queue.</summary>
    AccessDenied,
}
