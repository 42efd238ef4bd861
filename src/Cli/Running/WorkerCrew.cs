namespace ParallelJobs.Cli.Running;

/// <summary>All workers that a run has started by itself. Runs once.</summary>
internal sealed class WorkerCrew(IReadOnlyList<WorkerSeat> seats)
{
    /// <summary>How many incarnations of theirs were cut off within the last <paramref name="span"/>: the ledger still takes them for live ones.</summary>
    public int KilledWithin(TimeSpan span) => seats.Sum(seat => seat.KilledWithin(span));

    /// <summary>Completes when none works any more, and none will be started again.</summary>
    /// <param name="drain">Cancelled here too when one of them can never work: neither can the others, then.</param>
    /// <param name="kill">Cancelled: they end at once.</param>
    /// <exception cref="WorkerRefusedException">One of them can never work.</exception>
    public Task RunAsync(CancellationTokenSource drain, CancellationToken kill) => Task.WhenAll(seats.Select(seat => RunAsync(seat, drain, kill)));

    private static async Task RunAsync(WorkerSeat seat, CancellationTokenSource drain, CancellationToken kill)
    {
        try
        {
            await seat.RunAsync(drain.Token, kill);
        }
        catch
        {
            await drain.CancelAsync();
            throw;
        }
    }
}
