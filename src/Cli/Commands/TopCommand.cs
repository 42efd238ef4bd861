using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob top</c>: the jobs under way by their rate; drawn over and over on a terminal, once elsewhere.</summary>
internal static class TopCommand
{
    private static readonly TimeSpan DrawEvery = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var everywhere = ClusterOptions.AllNamespaces();
        var selector = ClusterOptions.Selector();
        var once = new Option<bool>("--once") { Description = "Print one table, also on a terminal" };
        var command = new ExampledCommand(
            "top", "Show the jobs under way, the fastest first; Ctrl-C ends it.", "pjob top", "pjob top -A", "pjob top -A --once")
        {
            everywhere, selector, once,
        };
        command.SetAction((parsed, _) => ClusterAction.RunAsync(parsed, (session, cancellationToken) =>
            Terminal.IsInteractive && !parsed.GetValue(once)
                ? WatchAsync(session, parsed.GetValue(everywhere), parsed.GetValue(selector), cancellationToken)
                : PrintAsync(session, parsed.GetValue(everywhere), parsed.GetValue(selector), cancellationToken)));
        return command.OnCluster();
    }

    private static async Task<int> PrintAsync(ClusterSession session, bool everywhere, string? selector, CancellationToken cancellationToken)
    {
        var jobs = await session.ListJobsAsync(everywhere, selector, cancellationToken);
        Console.Out.Write(TopTable.Of(jobs, everywhere, TimeProvider.System.GetUtcNow(), Terminal.Ink));
        return ExitCode.Done;
    }

    private static async Task<int> WatchAsync(ClusterSession session, bool everywhere, string? selector, CancellationToken cancellationToken)
    {
        // What cannot be listed is told at once, and is not tried for ever.
        await session.ListJobsAsync(everywhere, selector, cancellationToken);
        await session.RequireWatchAsync(everywhere ? null : session.Namespace, name: null, cancellationToken);
        await using var watch = new ObjectWatch<JobObject>(session.Client, new Selection(everywhere ? null : session.Namespace, selector));
        await watch.Store.WaitUntilSyncedAsync(cancellationToken);
        using var timer = new PeriodicTimer(DrawEvery, TimeProvider.System);
        do
        {
            Draw(TopTable.Of(watch.Store.List(), everywhere, TimeProvider.System.GetUtcNow(), Terminal.Ink));
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));

        return ExitCode.Done;
    }

    /// <summary>From the first cell; what is too long for the screen is left out, since it would scroll.</summary>
    private static void Draw(string table)
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(Math.Max(1, Console.WindowHeight - 1));
        Console.Out.Write($"{Terminal.Home}{string.Concat(lines.Select(line => $"{line}{Terminal.EraseRest}\n"))}{Terminal.EraseBelow}");
    }
}
