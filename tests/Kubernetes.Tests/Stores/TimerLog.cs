using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>The clock of a reflector under test, which tells how long it wants to wait. Safe for use by several threads.</summary>
internal sealed class TimerLog(ManualTime time) : TimeProvider
{
    private static readonly TimeSpan ShortestIdle = TimeSpan.FromSeconds(330);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _timers = [];
    private readonly Signal _set = new();

    /// <summary>The pauses that it has begun: what is shorter than the patience with a silent watch.</summary>
    public IReadOnlyList<TimeSpan> Pauses => Where(due => due < ShortestIdle);

    /// <summary>Its patience with each watch.</summary>
    public IReadOnlyList<TimeSpan> Idles => Where(due => due >= ShortestIdle);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <summary>Returns when the pause of this number, counted from one, has begun.</summary>
    public Task UntilPauseAsync(int number, CancellationToken cancellationToken) =>
        _set.UntilAsync(() => Pauses.Count >= number, $"pause {number} of the reflector", cancellationToken: cancellationToken);

    /// <summary>Waits for the beginning of that pause, lets it pass, and tells how long it was.</summary>
    public async Task<TimeSpan> PassPauseAsync(int number, CancellationToken cancellationToken)
    {
        await UntilPauseAsync(number, cancellationToken);
        var pause = Pauses[number - 1];
        time.Advance(pause);
        return pause;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            _timers.Add(dueTime);
        }

        _set.Raise();
        return timer;
    }

    private List<TimeSpan> Where(Predicate<TimeSpan> holds)
    {
        lock (_lock)
        {
            return _timers.FindAll(holds);
        }
    }
}
