using System.CommandLine;
using ParallelJobs.Cli.Clusters;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob wait</c>: until jobs have come to their end, or to something else.</summary>
internal static class WaitCommand
{
    public static Command Create()
    {
        var names = JobName.Many("Jobs of the namespace");
        var goal = Goal();
        var timeout = ClusterOptions.Duration("--timeout", "Give up after");
        var command = new ExampledCommand(
            "wait",
            "Wait until jobs are done; the exit code says how they ended.",
            "pjob wait pi",
            "pjob wait pi primes --timeout 1h",
            "pjob wait pi --for suspended",
            "pjob wait pi --for condition=QueueReachable=False --timeout 5m")
        {
            names, goal, timeout,
        };
        command.SetAction((parsed, _) => RunAsync(
            parsed, parsed.GetRequiredValue(names), parsed.GetValue(goal) ?? WaitGoal.End, parsed.GetValue(timeout)));
        return command.OnCluster();
    }

    private static async Task<int> RunAsync(ParseResult parsed, string[] names, WaitGoal goal, TimeSpan? timeout)
    {
        var missing = ExitCode.Done;
        var ended = await ClusterAction.RunAsync(
            parsed,
            async (session, cancellationToken) =>
            {
                List<JobObject> jobs = [];
                foreach (var name in names)
                {
                    var code = await ClusterAction.TryAsync(parsed, name, async () =>
                    {
                        jobs.Add(await session.GetJobAsync(name, cancellationToken));
                        return ExitCode.Done;
                    });
                    if (code is not (ExitCode.Done or ExitCode.NotFound))
                    {
                        return code;
                    }

                    missing = code == ExitCode.Done ? missing : code;
                }

                return await new JobWait(session, goal).RunAsync(jobs, cancellationToken);
            },
            timeout: timeout);
        return ended == ExitCode.Done ? missing : ended;
    }

    private static Option<WaitGoal?> Goal()
    {
        var option = new Option<WaitGoal?>("--for")
        {
            HelpName = "GOAL",
            Description = "complete, failed, suspended, delete, or condition=TYPE[=True|False|Unknown]; default is the end, whatever it is",
            CustomParser = result =>
            {
                var given = result.Tokens[^1].Value;
                if (WaitGoal.Parse(given) is { } goal)
                {
                    return goal;
                }

                result.AddError($"--for: '{given}' is nothing to wait for; write complete, failed, suspended, delete or condition=TYPE[=STATUS]");
                return null;
            },
        };
        option.CompletionSources.Add(WaitGoal.Words);
        return option;
    }
}
