using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob get</c>: jobs by name.</summary>
internal static class GetCommand
{
    public static Command Create()
    {
        var names = JobName.Many("Jobs of the namespace");
        var output = ClusterOptions.Output();
        var command = new ExampledCommand(
            "get", "Print jobs of a cluster by name.", "pjob get pi", "pjob get pi primes -o wide", "pjob get pi -n research -o yaml")
        {
            names, output,
        };
        command.SetAction((parsed, _) => RunAsync(parsed, parsed.GetRequiredValue(names), parsed.GetValue(output)));
        return command.OnCluster();
    }

    private static async Task<int> RunAsync(ParseResult parsed, string[] names, ObjectFormat format)
    {
        List<JobObject> found = [];
        var exitCode = await ClusterAction.EachAsync(parsed, names, async (session, name, cancellationToken) =>
        {
            found.Add(await session.GetJobAsync(name, cancellationToken));
            return ExitCode.Done;
        });
        if (found.Count > 0)
        {
            JobPrinter.Print(found, format);
        }

        return exitCode;
    }
}
