namespace ParallelJobs.Queue.InMemory;

/// <summary>Keeps the sum of all workers' idle exchanges under 500 a second, and one worker's under four.</summary>
internal static class Pacing
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(250);

    /// <summary>When a worker without another reason comes again.</summary>
    /// <param name="liveWorkers">Of the job.</param>
    /// <param name="awaited">The time to the next chance of a worker that asked in vain, if the ledger knows one.</param>
    public static TimeSpan After(int liveWorkers, TimeSpan? awaited)
    {
        var share = TimeSpan.FromMilliseconds(2L * liveWorkers);
        var usual = share > Usual ? share : Usual;
        return awaited is not { } chance || chance >= usual ? usual : chance > share ? chance : share;
    }
}
