using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob logs</c>: of all workers of a job.</summary>
internal static class LogsCommand
{
    public static Command Create()
    {
        var name = JobName.One("A job of the namespace");
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until the job ends, also with workers that come later" };
        var tail = CommonOptions.Number("--tail", "LINES", "Only the last lines of each worker", 0, int.MaxValue);
        var since = ClusterOptions.Duration("--since", "Only what is not older than");
        var previous = new Option<bool>("--previous", "-p") { Description = "Of the containers that ran before the present ones" };
        var command = new ExampledCommand(
            "logs", "Print the logs of a job's workers.", "pjob logs pi", "pjob logs pi -f --tail 10", "pjob logs pi --since 10m", "pjob logs pi --previous")
        {
            name, follow, tail, since, previous,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(follow) && result.GetValue(previous))
            {
                result.AddError("--follow and --previous exclude each other, since what ran before does not go on; leave one of them out");
            }
        });
        command.SetAction((parsed, _) =>
        {
            var wanted = parsed.GetRequiredValue(name);
            var request = new LogRequest(parsed.GetValue(follow), parsed.GetValue(tail), parsed.GetValue(since), parsed.GetValue(previous));
            return ClusterAction.RunAsync(parsed, (session, cancellationToken) => RunAsync(session, wanted, request, cancellationToken), wanted);
        });
        return command.OnCluster();
    }

    private static async Task<int> RunAsync(ClusterSession session, string name, LogRequest request, CancellationToken cancellationToken)
    {
        var job = await session.GetJobAsync(name, cancellationToken);
        var logs = new WorkerLogs(session, request, Console.Out, Terminal.Ink);
        if (request.Follow)
        {
            await logs.FollowAsync(job, cancellationToken);
        }
        else if (await logs.CopyAsync(job, cancellationToken) == 0)
        {
            ErrorLine.Write($"logs: {name} has no workers now, it is {job.State()}; their logs go with them, see '{ProgramName.Shown} status {name}'");
        }

        return ExitCode.Done;
    }
}
