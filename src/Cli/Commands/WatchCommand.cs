using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob watch</c>: a line for each change, of one job to its end or of all for ever.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var name = JobName.Many("A job of the namespace, watched to its end; without it all jobs, until Ctrl-C", ArgumentArity.ZeroOrOne);
        var everywhere = ClusterOptions.AllNamespaces();
        var selector = ClusterOptions.Selector();
        var command = new ExampledCommand(
            "watch", "Print a line for each change of jobs; Ctrl-C detaches.", "pjob watch pi", "pjob watch -A", "pjob watch -l team=blue")
        {
            name, everywhere, selector,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is [_, ..] && (result.GetValue(everywhere) || result.GetValue(selector) is not null))
            {
                result.AddError("a NAME needs neither --all-namespaces nor --selector; leave them out");
            }
        });
        command.SetAction((parsed, _) =>
        {
            var wanted = parsed.GetValue(name) is [var one] ? one : null;
            return ClusterAction.RunAsync(
                parsed,
                (session, cancellationToken) => wanted is not null
                    ? WatchOneAsync(session, wanted, cancellationToken)
                    : WatchAllAsync(session, parsed.GetValue(everywhere), parsed.GetValue(selector), cancellationToken),
                wanted ?? "");
        });
        return command.OnCluster();
    }

    private static async Task<int> WatchOneAsync(ClusterSession session, string name, CancellationToken cancellationToken)
    {
        var job = await session.GetJobAsync(name, cancellationToken);
        await session.RequireWatchAsync(session.Namespace, name, cancellationToken);
        await using var watch = new ObjectWatch<JobObject>(session.Client, new Selection(session.Namespace, Fields: $"metadata.name={name}"));
        var lines = new ChangeLines(Terminal.Ink, withNamespace: false);
        var exitCode = ExitCode.Done;
        await watch.UntilAsync(
            store =>
            {
                var now = store.Find(new ResourceKey(session.Namespace, name));
                var verdict = WaitGoal.End.Judge(now, job.Metadata.Uid);
                lines.Print(verdict == WaitVerdict.Gone ? job : now!, isGone: verdict == WaitVerdict.Gone);
                exitCode = verdict switch
                {
                    WaitVerdict.Gone => ExitCode.NotFound,
                    WaitVerdict.Failed => ExitCode.Failed,
                    _ => ExitCode.Done,
                };
                return verdict != WaitVerdict.Waiting;
            },
            cancellationToken);
        return exitCode;
    }

    private static async Task<int> WatchAllAsync(ClusterSession session, bool everywhere, string? selector, CancellationToken cancellationToken)
    {
        // What cannot be listed is told at once, and is not tried for ever.
        await session.ListJobsAsync(everywhere, selector, cancellationToken);
        await session.RequireWatchAsync(everywhere ? null : session.Namespace, name: null, cancellationToken);
        await using var watch = new ObjectWatch<JobObject>(session.Client, new Selection(everywhere ? null : session.Namespace, selector));
        var lines = new ChangeLines(Terminal.Ink, everywhere);
        await foreach (var (before, after) in watch.ChangesAsync(cancellationToken))
        {
            lines.Print((after ?? before)!, isGone: after is null);
        }

        return ExitCode.Done;
    }
}
