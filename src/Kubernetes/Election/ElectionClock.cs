namespace ParallelJobs.Kubernetes.Election;

/// <summary>Moments of the monotonic clock, which nobody sets: comparable with each other in one process, and with nothing else.</summary>
internal static class ElectionClock
{
    public static TimeSpan Monotonic(this TimeProvider time) => time.GetElapsedTime(0);

    /// <summary>Rounded up: timers know milliseconds, cut off the rest, and would wake a little too early.</summary>
    public static TimeSpan WholeMilliseconds(this TimeSpan delay) =>
        TimeSpan.FromMilliseconds(delay > TimeSpan.Zero ? Math.Ceiling(delay.TotalMilliseconds) : 0);
}
