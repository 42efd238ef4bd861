namespace ParallelJobs.Kubernetes.Tests.Election;

/// <summary>Another time of day; the monotonic clock and the timers stay those of the other.</summary>
internal sealed class ShiftedTime(TimeProvider time, TimeSpan by) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + by;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
