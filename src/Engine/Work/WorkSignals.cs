namespace ParallelJobs.Engine.Work;

/// <summary>
/// What wakes the exchange thread, and why: slots and the outside set flags from any thread, the exchange thread alone waits and takes them.
/// </summary>
internal sealed class WorkSignals : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _rung = new(initialState: false, spinCount: 0);
    private readonly ITimer _timer;

    // 0 when nobody asks, else the timestamp of the first who has asked since it was taken.
    private long _askedAt;
    private int _reportNow;
    private int _drain;

    public WorkSignals(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(
            static signals => ((WorkSignals)signals!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsDraining => Volatile.Read(ref _drain) != 0;

    /// <summary>Somebody has asked since it was last taken.</summary>
    public bool IsAsked => Volatile.Read(ref _askedAt) != 0;

    /// <summary>Slots are out of work, or will be soon.</summary>
    public void AskForMore()
    {
        if (Interlocked.CompareExchange(ref _askedAt, Math.Max(1, _time.GetTimestamp()), 0) == 0)
        {
            Ring();
        }
    }

    /// <summary>Something happened that should reach the ledger without delay.</summary>
    public void ReportNow()
    {
        Volatile.Write(ref _reportNow, 1);
        Ring();
    }

    public void Drain()
    {
        Volatile.Write(ref _drain, 1);
        Ring();
    }

    public void Ring() => _rung.Set();

    /// <summary>Waits for a ring, those since the last wait included, but no longer than <paramref name="atMost"/>.</summary>
    public void Wait(TimeSpan atMost)
    {
        if (!_rung.IsSet && atMost > TimeSpan.Zero)
        {
            _timer.Change(atMost, Timeout.InfiniteTimeSpan);
            _rung.Wait();
        }

        _rung.Reset();
    }

    public long TakeAskedAt() => Interlocked.Exchange(ref _askedAt, 0);

    public bool TakeReportNow() => Interlocked.Exchange(ref _reportNow, 0) != 0;

    public void Dispose() => _timer.Dispose();
}
