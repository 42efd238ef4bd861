using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob suspend</c>, <c>resume</c>, <c>cancel</c>, <c>scale</c>: one field of the specs of jobs that have not ended.</summary>
internal static class SteeringCommand
{
    private const int MostReplicas = 100_000;

    public static Command Suspend() => Create(
        new ExampledCommand("suspend", "Stop the workers of jobs; nothing that is computed is lost.", "pjob suspend pi", "pjob list -o name | xargs pjob suspend"),
        "suspended",
        job => job.Wants("suspend"),
        JobPatches.Suspend(true));

    public static Command Resume() => Create(
        new ExampledCommand("resume", "Let suspended jobs go on.", "pjob resume pi"),
        "resumed",
        job => !job.Wants("suspend"),
        JobPatches.Suspend(false));

    public static Command Cancel() => Create(
        new ExampledCommand("cancel", "End jobs for good, without their results; they stay to be looked at.", "pjob cancel pi"),
        "cancelled",
        job => job.Wants("cancel"),
        JobPatches.Cancel());

    public static Command Scale()
    {
        var names = JobName.Many("Jobs of the namespace");
        var replicas = CommonOptions.Number("--replicas", "N", "How many workers there shall be; 0 leaves the job without any", 0, MostReplicas);
        replicas.Required = true;
        var command = new ExampledCommand("scale", "Change the number of workers of jobs.", "pjob scale pi --replicas 8") { names, replicas };
        command.SetAction((parsed, _) =>
        {
            var wanted = parsed.GetValue(replicas)!.Value;
            return ChangeAsync(parsed, parsed.GetRequiredValue(names), $"scaled to {wanted}", job => job.HasReplicas(wanted), JobPatches.Scale(wanted));
        });
        return command.OnCluster();
    }

    private static ExampledCommand Create(ExampledCommand command, string done, Func<JobObject, bool> isSo, Patch patch)
    {
        var names = JobName.Many("Jobs of the namespace");
        command.Add(names);
        command.SetAction((parsed, _) => ChangeAsync(parsed, parsed.GetRequiredValue(names), done, isSo, patch));
        return command.OnCluster();
    }

    private static Task<int> ChangeAsync(ParseResult parsed, string[] names, string done, Func<JobObject, bool> isSo, Patch patch) =>
        ClusterAction.EachAsync(parsed, names, async (session, name, cancellationToken) =>
        {
            var job = await session.GetJobAsync(name, cancellationToken);
            if (isSo(job))
            {
                Console.Out.WriteLine($"{job.Reference()} unchanged");
                return ExitCode.Done;
            }

            if (job.IsFinished())
            {
                ErrorLine.Write(
                    $"{parsed.CommandResult.Command.Name}: {name} has ended: {job.State()}; "
                    + $"'{ProgramName.Shown} retry {name}' computes what failed, and 'delete' and 'submit' begin anew");
                return ExitCode.InvalidInput;
            }

            await session.Client.PatchAsync<JobObject>(session.Namespace, name, patch, cancellationToken: cancellationToken);
            Console.Out.WriteLine($"{job.Reference()} {done}");
            return ExitCode.Done;
        });
}
