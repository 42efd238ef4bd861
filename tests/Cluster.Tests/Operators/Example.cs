using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Cluster.Tests.Deployments;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

/// <summary>A manifest of the folder <c>examples</c>, cut down to what a small node computes in a moment.</summary>
/// <param name="Name">The job's.</param>
/// <param name="Manifest">In JSON.</param>
internal sealed record Example(string Name, string Manifest)
{
    private const string Folder = "examples";

    /// <summary>Paths of all, below the folder.</summary>
    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(DeployedOperator.PathOf(Folder), "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(DeployedOperator.PathOf(Folder), file))
            .Order(StringComparer.Ordinal);

    /// <param name="installation">Whose kubectl reads them.</param>
    /// <param name="ends">Files below the folder, each with the end of its range, or null for that of the file.</param>
    /// <param name="cancellationToken">Ends kubectl.</param>
    public static async Task<IReadOnlyList<Example>> ReadAsync(
        Installation installation, IReadOnlyList<(string File, long? End)> ends, CancellationToken cancellationToken)
    {
        var files = ends.SelectMany(example => new[] { "--filename", DeployedOperator.PathOf(Path.Combine(Folder, example.File)) });
        var json = await installation.KubectlAsync(["create", "--dry-run=client", "--output=json", .. files], cancellationToken: cancellationToken);
        return [.. Objects(json).Zip(ends, (job, example) => CutDown(job, example.End))];
    }

    /// <summary>One after the other, with nothing between them.</summary>
    private static List<JsonNode> Objects(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { AllowMultipleValues = true });
        List<JsonNode> objects = [];
        while (reader.Read())
        {
            objects.Add(JsonNode.Parse(ref reader)!);
        }

        return objects;
    }

    private static Example CutDown(JsonNode job, long? end)
    {
        var spec = job["spec"]!;
        spec["range"]!["end"] = end ?? spec["range"]!["end"]!.GetValue<long>();
        // Slots come from limits, and from whole cores: a request of less is one, as are those of the files.
        Child(Child(Child(spec, "workers"), "resources"), "requests")["cpu"] = "20m";
        var metadata = job["metadata"]!;
        metadata.AsObject().Remove("namespace");
        return new Example(metadata["name"]!.GetValue<string>(), job.ToJsonString());
    }

    private static JsonNode Child(JsonNode parent, string name) => parent[name] ??= new JsonObject();
}
