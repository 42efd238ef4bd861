namespace ParallelJobs.Conformance;

/// <summary>
/// A clock that stands still until it is told to go on; its timers run inside <see cref="Advance"/>. Safe for use by several threads.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(GetTimestamp());

    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _elapsed += by;
        }

        while (NextDue() is { } due)
        {
            due.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    /// <summary>The earliest timer that is due, already set for its next time.</summary>
    private Timer? NextDue()
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.Due <= _elapsed).MinBy(timer => timer.Due);
            due?.Reset();
            return due;
        }
    }

    private sealed class Timer(ManualTime time, Action callback) : ITimer
    {
        private TimeSpan _period;

        /// <summary>Null when it is not set.</summary>
        public TimeSpan? Due { get; private set; }

        public void Fire() => callback();

        public void Reset() => Due = _period > TimeSpan.Zero ? Due + _period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _period = period;
                Due = dueTime < TimeSpan.Zero ? null : time._elapsed + dueTime;
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
