using System.Text.Json;
using ParallelJobs.Contracts.Crd;

namespace ParallelJobs.Cli.Tests.Clusters;

[Trait("Requires", "ApiServer")]
public sealed class ListTests
{
    [Fact]
    public async Task The_columns_are_those_of_kubectl_get()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi");
        await space.CompleteAsync("pi");
        await space.CreateJobAsync("fresh");

        foreach (var format in (string[])["table", "wide"])
        {
            var ours = (await space.RunAsync("list", "-o", format)).Succeeded().OutputLines;
            var theirs = (await space.KubectlAsync("get", "paralleljobs", "-n", space.Name, format == "wide" ? "-owide" : "--no-headers=false")).OutputLines;

            Assert.Equal(Words(theirs[0]), Words(ours[0]));
            Assert.Equal(["fresh", "pi"], ours[1..].Select(line => Words(line)[0]));
            // The age may differ by a second, and what is not set is nothing there and a dash here.
            Assert.Equal(Words(theirs[2])[..^1], Words(ours[2]).Where(word => word != "-").ToArray()[..^1]);
        }
    }

    [Fact]
    public async Task Json_and_yaml_are_what_the_server_has_with_fields_that_are_not_known_here()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("pi", labels: """{ "team": "blue", "switch": "on", "number": "0123" }""");
        var kept = await space.SetStatusAsync("pi", """{ "summary": { "state": "Running" } }""");
        var theirs = JsonDocument.Parse((await space.KubectlAsync("get", "paralleljob", "pi", "-n", space.Name, "-o", "json")).Output).RootElement;

        var json = (await space.RunAsync("get", "pi", "-o", "json")).Succeeded().Json;
        var yaml = (await space.RunAsync("get", "pi", "-o", "yaml")).Succeeded().Output;
        var back = await space.KubectlAsync("create", "--dry-run=client", "-o", "json", "-f", WriteTo(yaml, out var file));
        file.Dispose();

        Assert.Equal(kept.Metadata.ResourceVersion, json.GetProperty("metadata").GetProperty("resourceVersion").GetString());
        foreach (var field in (string[])["metadata", "spec", "status"])
        {
            Assert.True(JsonElement.DeepEquals(WithoutManagers(theirs.GetProperty(field)), json.GetProperty(field)), field);
        }

        Assert.True(JsonElement.DeepEquals(json.GetProperty("metadata"), back.Json.GetProperty("metadata")), yaml);
        Assert.True(JsonElement.DeepEquals(json.GetProperty("spec"), back.Json.GetProperty("spec")), yaml);
    }

    [Fact]
    public async Task Several_jobs_are_a_list_and_those_that_are_missing_are_told()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("one");
        await space.CreateJobAsync("two");

        var both = (await space.RunAsync("get", "one", "pj/two", "-o", "json")).Succeeded().Json;
        var half = await space.RunAsync("get", "one", "three");

        Assert.Equal("List", both.GetProperty("kind").GetString());
        Assert.Equal(2, both.GetProperty("items").GetArrayLength());
        Assert.Equal(4, half.ExitCode);
        Assert.Equal(2, half.OutputLines.Length);
        Assert.Equal("""pjob: get: three: paralleljobs.paralleljobs.io "three" not found; see 'pjob list -A'""", Assert.Single(half.ErrorLines));
    }

    [Fact]
    public async Task Labels_namespaces_and_names_choose()
    {
        await using var space = await ClusterSpace.OpenAsync();
        await using var other = await ClusterSpace.OpenAsync();
        await space.CreateJobAsync("red", labels: """{ "team": "red" }""");
        await space.CreateJobAsync("blue", labels: """{ "team": "blue" }""");
        await other.CreateJobAsync("blue", labels: """{ "team": "blue" }""");

        Assert.Equal(["paralleljob.paralleljobs.io/red"], (await space.RunAsync("list", "-l", "team=red", "-o", "name")).Succeeded().OutputLines);
        Assert.Equal(["paralleljob.paralleljobs.io/blue"], (await space.RunAsync("list", "-n", other.Name, "-o", "name")).Succeeded().OutputLines);
        var all = (await space.RunAsync("list", "-A", "-l", "team=blue")).Succeeded().OutputLines;
        Assert.Equal(["NAMESPACE", "NAME"], Words(all[0])[..2]);
        Assert.Contains(all, line => Words(line)[..2] is [var place, "blue"] && place == other.Name);
        Assert.Contains(all, line => Words(line)[..2] is [var place, "blue"] && place == space.Name);
    }

    [Fact]
    public async Task An_empty_list_says_so_and_is_no_error()
    {
        await using var space = await ClusterSpace.OpenAsync();

        var table = await space.RunAsync("list");
        var json = (await space.RunAsync("list", "-o", "json")).Succeeded().Json;

        Assert.Equal((0, "", $"pjob: there are no jobs in namespace {space.Name}\n"), (table.ExitCode, table.Output, table.Errors));
        Assert.Equal(0, json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public void The_table_has_every_column_of_the_definition()
    {
        var definition = File.ReadAllText(Pjob.Repository("charts/parallel-job-operator/files/crd.yaml"));

        Assert.All(PrinterColumns.All, column => Assert.Contains(column.Path, definition));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string WriteTo(string text, out TemporaryFile file)
    {
        file = new TemporaryFile(text);
        return file.Path;
    }

    private static JsonElement WithoutManagers(JsonElement element)
    {
        var node = System.Text.Json.Nodes.JsonObject.Create(element)!;
        node.Remove("managedFields");
        return JsonDocument.Parse(node.ToJsonString()).RootElement;
    }
}
