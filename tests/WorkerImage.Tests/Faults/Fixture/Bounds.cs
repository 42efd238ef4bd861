using System.Diagnostics;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>Waits that end. They say nothing about how long something should take: they are far beyond that.</summary>
internal static class Bounds
{
    /// <summary>For a whole job with its faults.</summary>
    public static readonly TimeSpan Job = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks over and over, since neither the kernel nor the ledger tells.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, Func<string> what, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(since) > Job)
            {
                throw new TimeoutException($"waited {Job} in vain for {what()}");
            }

            await Task.Delay(Poll, cancellationToken);
        }
    }
}
