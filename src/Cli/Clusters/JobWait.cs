using ParallelJobs.Cli.Output;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Clusters;

/// <summary>Waits for jobs, says of each how it came out, and knows the exit code.</summary>
internal sealed class JobWait(ClusterSession session, WaitGoal goal)
{
    /// <param name="jobs">As they were when waiting began, all of one namespace.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<int> RunAsync(IReadOnlyList<JobObject> jobs, CancellationToken cancellationToken)
    {
        if (jobs.Count == 0)
        {
            return ExitCode.Done;
        }

        var place = jobs[0].Metadata.Namespace ?? session.Namespace;
        var one = jobs.Count == 1 ? jobs[0].Name : null;
        await session.RequireWatchAsync(place, one, cancellationToken);
        await using var watch = new ObjectWatch<JobObject>(
            session.Client, new Selection(place, Fields: one is null ? null : $"metadata.name={one}"));
        var waiting = jobs.ToList();
        var exitCode = ExitCode.Done;
        await watch.UntilAsync(
            store =>
            {
                foreach (var job in waiting.ToArray())
                {
                    var now = store.Find(new ResourceKey(place, job.Name));
                    if (goal.Judge(now, job.Metadata.Uid) is var verdict && verdict != WaitVerdict.Waiting)
                    {
                        waiting.Remove(job);
                        var code = Say(now, job, verdict);
                        exitCode = exitCode == ExitCode.Done ? code : exitCode;
                    }
                }

                return waiting.Count == 0;
            },
            cancellationToken);
        return exitCode;
    }

    private int Say(JobObject? now, JobObject asked, WaitVerdict verdict)
    {
        switch (verdict)
        {
            case WaitVerdict.Met when goal.IsDeletion:
                Console.Out.WriteLine($"{asked.Reference()} deleted");
                return ExitCode.Done;
            case WaitVerdict.Met when goal.Condition is null or ConditionTypes.Complete:
                Console.Out.WriteLine($"{asked.Reference()} complete{(now!.Status.Summary?.Result is { Length: > 0 } result ? $": {result}" : "")}");
                return ExitCode.Done;
            case WaitVerdict.Met:
                Console.Out.WriteLine($"{asked.Reference()} {goal.Condition}={goal.Status}");
                return ExitCode.Done;
            case WaitVerdict.Gone:
                ErrorLine.Write($"{asked.Name}: the job was deleted before it came to an end; submit it again");
                return ExitCode.NotFound;
            default:
                ErrorLine.Write(WhyFailed(now!));
                return ExitCode.Failed;
        }
    }

    private static string WhyFailed(JobObject job) => job.IsFailed() && job.Condition(ConditionTypes.Failed) is { } failed
        ? $"{job.Name}: {job.State()}: {failed.Reason}: {failed.Message}; see '{ProgramName.Shown} status {job.Name}'"
        : $"{job.Name}: {job.State()}: what was waited for will not come any more; see '{ProgramName.Shown} status {job.Name}'";
}
