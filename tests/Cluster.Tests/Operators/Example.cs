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

    /// <param name="installation">Whose kubectl reads it.</param>
    /// <param name="file">Below the folder.</param>
    /// <param name="end">Of the range; null for that of the file.</param>
    /// <param name="cancellationToken">Ends kubectl.</param>
    public static async Task<Example> ReadAsync(Installation installation, string file, long? end, CancellationToken cancellationToken)
    {
        var json = await installation.KubectlAsync(
            ["create", "--dry-run=client", "--output=json", "--filename", DeployedOperator.PathOf(Path.Combine(Folder, file))], cancellationToken: cancellationToken);
        var job = JsonNode.Parse(json)!;
        var spec = job["spec"]!;
        spec["range"]!["end"] = end ?? spec["range"]!["end"]!.GetValue<long>();
        // Slots come from limits, and from whole cores: a request of less is one, as are those of the files.
        var workers = Child(spec, "workers");
        Child(Child(workers, "resources"), "requests")["cpu"] = "20m";
        var metadata = job["metadata"]!;
        metadata.AsObject().Remove("namespace");
        return new Example(metadata["name"]!.GetValue<string>(), job.ToJsonString());
    }

    private static JsonNode Child(JsonNode parent, string name) => parent[name] ??= new JsonObject();
}
