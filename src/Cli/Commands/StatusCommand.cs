using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob status</c>: all of one job, its pods and its events.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var name = JobName.One("A job of the namespace");
        var command = new ExampledCommand(
            "status", "Describe a job: conditions, items, result, failures, pods and events.", "pjob status pi", "pjob status pi -n research")
        {
            name,
        };
        command.SetAction((parsed, _) =>
        {
            var wanted = parsed.GetRequiredValue(name);
            return ClusterAction.RunAsync(
                parsed,
                async (session, cancellationToken) =>
                {
                    var report = await JobReporter.GatherAsync(session, wanted, TimeProvider.System, cancellationToken);
                    Console.Out.Write(StatusText.Of(report, Terminal.Ink));
                    return ExitCode.Done;
                },
                wanted);
        });
        return command.OnCluster();
    }
}
