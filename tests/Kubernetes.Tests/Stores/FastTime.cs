namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>A clock that runs so many times as fast as the system's: patience of minutes passes within a test of real servers.</summary>
internal sealed class FastTime(int times) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _began + ((System.GetTimestamp() - _began) * times);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period)), this);

    private TimeSpan Shortened(TimeSpan time) => time < TimeSpan.Zero ? time : time / times;

    private sealed class Timer(ITimer inner, FastTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(time.Shortened(dueTime), time.Shortened(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
