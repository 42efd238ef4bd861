namespace ParallelJobs.Cli;

/// <summary>What <c>pjob</c> ends with: the same for every command.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The job failed, or could not be run to an end.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the manifest is wrong.</summary>
    public const int InvalidInput = 2;

    /// <summary>The queue cannot be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>The queue does not let this program in, and never will.</summary>
    public const int Refused = 5;

    /// <summary>128 and the number of the signal, as a shell reports it. This one: the terminal was closed.</summary>
    public const int HungUp = 129;

    public const int Interrupted = 130;

    public const int Terminated = 143;
}
