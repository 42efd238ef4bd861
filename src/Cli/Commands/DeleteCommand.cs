using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob delete</c>: jobs, their workers and their results.</summary>
internal static class DeleteCommand
{
    public static Command Create()
    {
        var names = JobName.Many("Jobs of the namespace");
        var wait = new Option<bool>("--wait") { Description = "Return when they are gone" };
        var timeout = ClusterOptions.Duration("--timeout", "With --wait: give up after");
        var missing = new Option<bool>("--ignore-not-found") { Description = "That a job is not there is no error" };
        var command = new ExampledCommand(
            "delete", "Delete jobs with their workers and results.", "pjob delete pi", "pjob delete pi primes --wait --timeout 2m")
        {
            names, wait, timeout, missing,
        };
        command.SetAction((parsed, _) => ClusterAction.RunAsync(
            parsed,
            (session, cancellationToken) => RunAsync(
                parsed, session, parsed.GetRequiredValue(names), parsed.GetValue(wait), parsed.GetValue(missing), cancellationToken),
            timeout: parsed.GetValue(timeout)));
        return command.OnCluster();
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, ClusterSession session, string[] names, bool wait, bool ignoreMissing, CancellationToken cancellationToken)
    {
        var exitCode = ExitCode.Done;
        List<JobObject> deleted = [];
        foreach (var name in names)
        {
            var code = await ClusterAction.TryAsync(parsed, name, async () =>
            {
                if (await DeleteAsync(session, name, ignoreMissing, cancellationToken) is { } job)
                {
                    deleted.Add(job);
                }

                return ExitCode.Done;
            });
            exitCode = exitCode == ExitCode.Done ? code : exitCode;
        }

        if (!wait)
        {
            deleted.ForEach(job => Console.Out.WriteLine($"{job.Reference()} deleted"));
            return exitCode;
        }

        var waited = await new JobWait(session, WaitGoal.Deletion).RunAsync(deleted, cancellationToken);
        return exitCode == ExitCode.Done ? waited : exitCode;
    }

    private static async Task<JobObject?> DeleteAsync(ClusterSession session, string name, bool ignoreMissing, CancellationToken cancellationToken)
    {
        try
        {
            var job = await session.GetJobAsync(name, cancellationToken);
            // This one, and none of its name that somebody has made meanwhile.
            var only = new DeleteOptions { PropagationPolicy = PropagationPolicy.Background, Preconditions = new() { Uid = job.Metadata.Uid } };
            await session.Client.DeleteAsync<JobObject>(session.Namespace, name, only, cancellationToken);
            return job;
        }
        catch (KubernetesException missing) when (ignoreMissing && missing is { IsNotFound: true, ServerMessage: not null })
        {
            return null;
        }
    }
}
