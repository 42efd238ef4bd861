using System.CommandLine;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob list</c>: the jobs of a namespace, or of all.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var everywhere = ClusterOptions.AllNamespaces();
        var selector = ClusterOptions.Selector();
        var output = ClusterOptions.Output();
        var command = new ExampledCommand(
            "list", "List the jobs of a namespace.", "pjob list", "pjob list -A -o wide", "pjob list -l team=blue -o name | xargs pjob delete")
        {
            everywhere, selector, output,
        };
        command.SetAction((parsed, _) => ClusterAction.RunAsync(parsed, async (session, cancellationToken) =>
        {
            var all = parsed.GetValue(everywhere);
            var jobs = await session.ListJobsAsync(all, parsed.GetValue(selector), cancellationToken);
            var format = parsed.GetValue(output);
            JobPrinter.PrintList(jobs, format, withNamespace: all);
            if (jobs.Count == 0 && format is (ObjectFormat.Table or ObjectFormat.Wide))
            {
                ErrorLine.Write(all ? "there are no jobs" : $"there are no jobs in namespace {session.Namespace}");
            }

            return ExitCode.Done;
        }));
        return command.OnCluster();
    }
}
