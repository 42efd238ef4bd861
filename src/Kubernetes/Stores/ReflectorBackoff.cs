namespace ParallelJobs.Kubernetes.Stores;

/// <summary>
/// How long a reflector waits after a failure: twice as long each time, from 0.8 to 30 s, with jitter, and from the beginning after two minutes
/// without one. For one thread.
/// </summary>
internal sealed class ReflectorBackoff(TimeProvider time, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestAskedFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(120);

    private TimeSpan _base;
    private long _last;

    /// <summary>At least what the server asked for, up to five minutes: a proxy's fault shall not stop a program for a day.</summary>
    public TimeSpan Next(TimeSpan? retryAfter)
    {
        var quiet = _base == TimeSpan.Zero || time.GetElapsedTime(_last) >= Quiet;
        // The jitter at most doubles it, so that also the longest ones differ.
        _base = quiet ? First : TimeSpan.FromTicks(Math.Min(2 * _base.Ticks, Longest.Ticks / 2));
        _last = time.GetTimestamp();
        var delay = _base * (1 + random.NextDouble());
        var asked = retryAfter > LongestAskedFor ? LongestAskedFor : retryAfter;
        return asked > delay ? asked.Value : delay;
    }
}
