namespace ParallelJobs.Cli;

/// <summary>What <c>pjob</c> ends with: the same for every command.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The job failed, or could not be run to an end.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the manifest is wrong, or the API server refuses what was asked.</summary>
    public const int InvalidInput = 2;

    /// <summary>The queue or the cluster cannot be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>There is no such job, or no more.</summary>
    public const int NotFound = 4;

    /// <summary>The queue or the cluster does not let this user in, or do this.</summary>
    public const int Refused = 5;

    /// <summary>What was waited for did not come within --timeout.</summary>
    public const int TimedOut = 124;

    /// <summary>128 and the number of the signal, as a shell reports it. This one: the terminal was closed.</summary>
    public const int HungUp = 129;

    public const int Interrupted = 130;

    public const int Terminated = 143;
}
