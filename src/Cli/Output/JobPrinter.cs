using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Cli.Clusters;

namespace ParallelJobs.Cli.Output;

/// <summary>Prints jobs of a cluster on stdout.</summary>
internal static class JobPrinter
{
    /// <summary>A list as such, also where it has one job or none.</summary>
    public static void PrintList(IReadOnlyList<JobObject> jobs, ObjectFormat format, bool withNamespace = false)
    {
        switch (format)
        {
            case ObjectFormat.Json:
                Json(List(jobs));
                break;
            case ObjectFormat.Yaml:
                Console.Out.Write(YamlAnswer.Of(List(jobs)));
                break;
            case ObjectFormat.Name:
                foreach (var job in jobs)
                {
                    Console.Out.WriteLine(job.Reference());
                }

                break;
            case var table when jobs.Count > 0:
                Console.Out.Write(JobTable.Of(jobs, table == ObjectFormat.Wide, withNamespace, TimeProvider.System.GetUtcNow(), Terminal.Ink));
                break;
        }
    }

    /// <summary>What was asked for by name: one is printed as itself.</summary>
    public static void Print(IReadOnlyList<JobObject> jobs, ObjectFormat format)
    {
        switch (format)
        {
            case ObjectFormat.Json when jobs is [var one]:
                Json(Printed(one));
                break;
            case ObjectFormat.Yaml when jobs is [var one]:
                Console.Out.Write(YamlAnswer.Of(Printed(one)));
                break;
            default:
                PrintList(jobs, format);
                break;
        }
    }

    /// <summary>As the server has it, but for the record of who wrote which field, which is longer than the rest and which kubectl leaves out too.</summary>
    public static JsonObject Printed(JobObject job)
    {
        var whole = JsonObject.Create(job.Whole) ?? [];
        (whole["metadata"] as JsonObject)?.Remove("managedFields");
        return whole;
    }

    private static JsonObject List(IReadOnlyList<JobObject> jobs) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "List",
        ["metadata"] = new JsonObject { ["resourceVersion"] = "" },
        ["items"] = new JsonArray([.. jobs.Select(Printed)]),
    };

    private static void Json(JsonObject members) => JsonAnswer.Print(json =>
    {
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
    });

    private static void Write(Utf8JsonWriter json, JsonNode? value)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else
        {
            value.WriteTo(json);
        }
    }
}
