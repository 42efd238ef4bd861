using System.CommandLine;
using System.Text.Json;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob results</c>: the value of a job that is complete, whole, on stdout.</summary>
internal static class ResultsCommand
{
    /// <summary>In the ConfigMap of a result that is too long for the status.</summary>
    private const string Key = "result.json";

    public static Command Create()
    {
        var name = JobName.One("A job of the namespace");
        var partial = new Option<bool>("--partial") { Description = "Also of a job that is not complete: the result of the items in its coverage" };
        var output = CommonOptions.Output();
        var command = new ExampledCommand(
            "results", "Print the result of a job.", "pjob results pi", "pjob results pi -o json | jq .digest", "pjob results pi --partial")
        {
            name, partial, output,
        };
        command.SetAction((parsed, _) =>
        {
            var wanted = parsed.GetRequiredValue(name);
            return ClusterAction.RunAsync(
                parsed,
                (session, cancellationToken) => RunAsync(session, wanted, parsed.GetValue(partial), parsed.GetValue(output), cancellationToken),
                wanted);
        });
        return command.OnCluster();
    }

    private static async Task<int> RunAsync(ClusterSession session, string name, bool partial, OutputFormat format, CancellationToken cancellationToken)
    {
        var job = await session.GetJobAsync(name, cancellationToken);
        var result = job.Status.Result;
        if (WhyNot(job, result, partial) is { } why)
        {
            ErrorLine.Write($"results: {name}: {why}");
            return ExitCode.Failed;
        }

        var value = result!.Value;
        if (result.ConfigMap is { Length: > 0 } map)
        {
            var found = await session.Client.GetAsync<ConfigMap>(session.Namespace, map, cancellationToken);
            value = found.Data?.GetValueOrDefault(Key);
            if (value is null)
            {
                ErrorLine.Write($"results: {name}: ConfigMap {map} has no {Key}, so the result is lost; submit the job again");
                return ExitCode.Failed;
            }
        }

        Print(job, result, value ?? "null", format);
        return ExitCode.Done;
    }

    private static string? WhyNot(JobObject job, JobResult? result, bool partial)
    {
        if (!partial && job.IsFailed())
        {
            return $"there is no result, since the job ended so: {job.State()}; see '{ProgramName.Shown} status {job.Name}', or --partial for what was done";
        }

        if (!partial && !job.IsFinished())
        {
            return $"there is no result yet, the job is {job.State()}; '{ProgramName.Shown} wait {job.Name}', or --partial for what is done";
        }

        return result is null or { Value: null, ConfigMap: null or "" } ? "there is no result: nothing is done yet, or the reducer is None" : null;
    }

    private static void Print(JobObject job, JobResult result, string value, OutputFormat format)
    {
        if (format == OutputFormat.Text)
        {
            Console.Out.WriteLine(value);
            return;
        }

        JsonAnswer.Print(json =>
        {
            json.WriteString("name", job.Name);
            json.WriteString("state", job.State());
            json.WritePropertyName("value");
            WriteValue(json, value);
            json.WriteString("coverage", result.Coverage);
            json.WriteString("digest", result.Digest);
        });
    }

    /// <summary>Values are JSON; one that is none is a text.</summary>
    private static void WriteValue(Utf8JsonWriter json, string value)
    {
        try
        {
            using var parsed = JsonDocument.Parse(value);
            parsed.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(value);
        }
    }
}
