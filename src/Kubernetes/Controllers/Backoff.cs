namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>How long a key that failed waits: twice as long each time, up to a bound.</summary>
internal static class Backoff
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    public static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    /// <summary>Part of a wait that is added to it at random, so that keys that failed together do not come again together.</summary>
    public const double Spread = 0.25;

    /// <summary>In whole milliseconds, as timers count.</summary>
    /// <param name="failures">How often it has failed before.</param>
    /// <param name="atLeast">What the server asked for; it may be beyond the bound, and is never undercut.</param>
    /// <param name="jitter">Random, 0 to 1.</param>
    public static TimeSpan Delay(int failures, TimeSpan atLeast, double jitter)
    {
        var step = failures < 32 && First.Ticks <= Most.Ticks >> failures ? First * (1L << failures) : Most;
        var wait = step > atLeast ? step : atLeast;
        var milliseconds = Math.Ceiling(wait.TotalMilliseconds * (1 + (Spread * jitter)));
        return milliseconds < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.MaxValue;
    }
}
