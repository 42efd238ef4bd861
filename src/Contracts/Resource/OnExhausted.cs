namespace ParallelJobs.Contracts.Resource;

/// <summary>What a leaf that used up its attempts means for the job.</summary>
public enum OnExhausted
{
    /// <summary>Nothing more is granted, leaves under way are settled, the job fails.</summary>
    Fail,

    /// <summary>All else is computed; the leaf is listed as failed.</summary>
    DeadLetter,
}
