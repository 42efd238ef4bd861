namespace ParallelJobs.Cli.Tests;

public sealed class ValidateTests
{
    private static readonly string Good = Manifests.WithSpec("range: { start: 0, end: 10 }", "kernel: { name: countdown }");
    private static readonly string Bad = Manifests.WithSpec("range: { start: 0, end: 10 }", "kernel: { name: countdwon }", "leafSize: 0");

    [Fact]
    public async Task Good_files_are_named_and_bad_ones_have_every_error()
    {
        using var good = new TemporaryFile(Good);
        using var bad = new TemporaryFile(Bad);

        var ended = await Pjob.RunAsync("validate", good.Path, bad.Path);

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal([$"{good.Path}: valid"], ended.OutputLines);
        Assert.Equal(2, ended.ErrorLines.Length);
        Assert.StartsWith($"pjob: {bad.Path}:7:19: spec.kernel.name: ", ended.ErrorLines[0]);
        Assert.StartsWith($"pjob: {bad.Path}:8:13: spec.leafSize: ", ended.ErrorLines[1]);
        ended.AssertPlainErrors();
    }

    [Fact]
    public async Task As_json_the_errors_stand_in_the_answer_and_nowhere_else()
    {
        using var good = new TemporaryFile(Good);
        using var bad = new TemporaryFile(Bad);

        var ended = await Pjob.RunAsync("validate", good.Path, bad.Path, "-o", "json");

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal("", ended.Errors);
        var files = ended.Json.GetProperty("files").EnumerateArray().ToArray();
        Assert.Equal([true, false], files.Select(file => file.GetProperty("valid").GetBoolean()));
        Assert.Equal(bad.Path, files[1].GetProperty("file").GetString());
        var error = files[1].GetProperty("errors")[0];
        Assert.Equal(["line", "column", "field", "message", "fix"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal((7, "spec.kernel.name"), (error.GetProperty("line").GetInt32(), error.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task A_manifest_for_the_cluster_is_valid_here_too()
    {
        var manifest = Manifests.WithSpec("items: { configMap: { name: urls, key: list } }", "exec: { command: [\"./fetch\"] }");

        var ended = (await Pjob.RunAsync(["validate", "-"], manifest)).Succeeded();

        Assert.Equal(["stdin: valid"], ended.OutputLines);
    }
}
