namespace ParallelJobs.Kubernetes.Tests.Controllers;

/// <summary>A clock that counts the timers made from it.</summary>
internal sealed class CountedTimers(TimeProvider time) : TimeProvider
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _count);
        return time.CreateTimer(callback, state, dueTime, period);
    }
}
