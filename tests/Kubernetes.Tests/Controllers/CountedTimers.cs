using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

/// <summary>A clock that keeps account of the timers made from it. Safe for use by several threads.</summary>
internal sealed class CountedTimers(TimeProvider time) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _delays = [];
    private readonly Signal _changed = new();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <param name="delay">That they were made with; null for all.</param>
    public int Count(TimeSpan? delay = null)
    {
        lock (_lock)
        {
            return _delays.Count(each => delay is null || each == delay);
        }
    }

    public Task UntilMadeAsync(TimeSpan delay, int count) =>
        _changed.UntilAsync(() => Count(delay) >= count, $"{count} timers of {delay}", cancellationToken: TestContext.Current.CancellationToken);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            _delays.Add(dueTime);
        }

        _changed.Raise();
        return timer;
    }
}
