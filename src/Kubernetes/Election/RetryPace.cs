namespace ParallelJobs.Kubernetes.Election;

/// <summary>When the next attempt begins, counted from the beginning of the one before: one that hung for long is followed at once.</summary>
internal static class RetryPace
{
    private const double MostJitter = 0.2;
    private const int MostDoublings = 16;
    private const int HurriedParts = 4;

    /// <param name="options">Whose period it is.</param>
    /// <param name="jitter">In [0, 1): shortens it, so that contenders do not keep in step and none waits for longer than the period.</param>
    public static TimeSpan Regular(LeaderElectorOptions options, double jitter) => options.RetryPeriod * Part(jitter);

    /// <summary>For who leads and could not renew: its trust is running out, and it is one alone.</summary>
    public static TimeSpan Hurried(LeaderElectorOptions options, double jitter) => Regular(options, jitter) / HurriedParts;

    /// <summary>For those who do not lead and get no answer: doubled with each failure, up to the renew deadline.</summary>
    /// <param name="failures">In a row.</param>
    public static TimeSpan Backoff(LeaderElectorOptions options, int failures, double jitter)
    {
        var doubled = options.RetryPeriod * Math.Pow(2, Math.Clamp(failures - 1, 0, MostDoublings));
        return (doubled < options.RenewDeadline ? doubled : options.RenewDeadline) * Part(jitter);
    }

    private static double Part(double jitter) => 1 - (MostJitter * jitter);
}
