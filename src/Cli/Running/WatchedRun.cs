using ParallelJobs.Cli.Output;
using ParallelJobs.Engine.Local;
using ParallelJobs.Engine.Reports;

namespace ParallelJobs.Cli.Running;

/// <summary>A run that someone may be looking at.</summary>
internal static class WatchedRun
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs to the end, and shows how it is getting on; without a view, nothing is looked at.</summary>
    public static async Task<RunReport> RunAsync(LocalRun run, IProgressView? view, TimeProvider time, CancellationToken drain)
    {
        var running = run.RunAsync(drain);
        if (view is null)
        {
            return await running;
        }

        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await Task.WhenAny(running, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()) != running)
        {
            if (await run.ProgressAsync() is { } progress)
            {
                view.Show(progress, time.GetElapsedTime(start));
            }
        }

        view.Clear();
        return await running;
    }
}
