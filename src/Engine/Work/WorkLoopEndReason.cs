namespace ParallelJobs.Engine.Work;

/// <summary>Why a worker stopped.</summary>
public enum WorkLoopEndReason
{
    /// <summary>The job reached a terminal state.</summary>
    JobEnded,

    /// <summary>It was told to, and has given back what it had not done.</summary>
    Drained,

    /// <summary>A leaf did not end by its timeout and could not be stopped. All else was settled; the process should end.</summary>
    Stuck,
}
