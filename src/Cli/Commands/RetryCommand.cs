using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob retry</c>: dead ranges are tried again, also of a job that has ended.</summary>
internal static class RetryCommand
{
    private const int Attempts = 10;

    public static Command Create()
    {
        var names = JobName.Many("Jobs of the namespace");
        var command = new ExampledCommand(
            "retry", "Try the failed items of jobs again.", "pjob retry pi", "pjob retry pi && pjob wait pi")
        {
            names,
        };
        command.SetAction((parsed, _) => ClusterAction.EachAsync(parsed, parsed.GetRequiredValue(names), RetryAsync));
        return command.OnCluster();
    }

    private static async Task<int> RetryAsync(ClusterSession session, string name, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var job = await session.GetJobAsync(name, cancellationToken);
            if (job.Is(ConditionTypes.Complete) && !HasFailed(job))
            {
                ErrorLine.Write($"retry: {name} is complete and no item of it failed; there is nothing to try again");
                return ExitCode.InvalidInput;
            }

            try
            {
                await session.Client.PatchAsync<JobObject>(session.Namespace, name, JobPatches.Retry(job), cancellationToken: cancellationToken);
                Console.Out.WriteLine($"{job.Reference()} to be retried");
                return ExitCode.Done;
            }
            catch (KubernetesException conflict) when (conflict.IsConflict && attempt < Attempts)
            {
                // The operator writes the status of a running job every few seconds: what was read is old by now.
            }
        }
    }

    private static bool HasFailed(JobObject job) => job.Status.Items?.Failed > 0 || job.Status.Failures?.Count > 0;
}
