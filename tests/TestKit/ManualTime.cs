namespace ParallelJobs.TestKit;

/// <summary>
/// A clock that stands still until it is told to go on; its timers run inside <see cref="Advance"/>. Safe for use by several threads.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    // Not zero: a timestamp of zero is easily taken for none.
    private TimeSpan _elapsed = TimeSpan.FromHours(1);

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

    /// <summary>
    /// Goes on to when the next timer is due and fires it; false when none is set. A program that waits by timers alone is so kept in step:
    /// time stands still while it works.
    /// </summary>
    public bool AdvanceToNextTimer()
    {
        TimeSpan? next;
        lock (_lock)
        {
            next = _timers.Min(timer => timer.Due);
        }

        if (next is { } due)
        {
            var now = TimeSpan.FromTicks(GetTimestamp());
            Advance(due > now ? due - now : TimeSpan.Zero);
        }

        return next is not null;
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
