namespace ParallelJobs.Engine.Workers;

/// <summary>What a worker program ends with. Whoever starts workers decides by it whether another one makes sense.</summary>
public static class WorkerExitCode
{
    /// <summary>The job has reached a terminal state, whichever.</summary>
    public const int JobEnded = 0;

    /// <summary>A slot cannot work; another worker may fare better.</summary>
    public const int Failed = 1;

    /// <summary>The configuration or the manifest is wrong.</summary>
    public const int InvalidConfiguration = 2;

    /// <summary>The ledger will never accept this worker as it is.</summary>
    public const int Refused = 5;

    /// <summary>Drained by SIGHUP: its terminal was closed.</summary>
    public const int HungUp = 129;

    /// <summary>Drained by SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Drained by SIGTERM.</summary>
    public const int Terminated = 143;
}
