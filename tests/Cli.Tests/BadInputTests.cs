namespace ParallelJobs.Cli.Tests;

/// <summary>Whatever is wrong, <c>run</c> says it in one line with the place, the field and the fix, and ends with 2.</summary>
public sealed class BadInputTests
{
    private const string Range = "range: { start: 1, end: 1001 }";
    private const string Kernel = "kernel: { name: pi }";

    /// <summary>Lines below spec, then what the one error line must hold.</summary>
    public static TheoryData<string, string[], string[]> BadSpecs => new()
    {
        { "unknown field", [Range, Kernel, "leafsize: 10"], [":8:3: spec.leafsize: unknown field; did you mean 'leafSize'?"] },
        { "wrong type", [Range, Kernel, "leafSize: many"], [":8:13: spec.leafSize: ", "whole number"] },
        { "no work", [Kernel], ["spec", "range, items"] },
        { "both works", [Range, "items: { values: [a] }", Kernel], ["spec.items", "range, items"] },
        { "no function", [Range], ["spec", "kernel, exec"] },
        { "both functions", [Range, Kernel, "exec: { command: [\"true\"] }"], [":8:3: spec.exec", "kernel"] },
        { "end before start", ["range: { start: 5, end: 5 }", Kernel], [":6:27: spec.range.end: 5 is not above start, 5"] },
        { "unknown kernel", [Range, "kernel: { name: pie }"], [":7:19: spec.kernel.name: ", "did you mean 'pi'?"] },
        { "unknown parameter", [Range, "kernel: { name: pi, parameters: [ { name: term, value: \"1000\" } ] }"], ["spec.kernel.parameters[term]", "terms"] },
        { "parameter out of bounds", [Range, "kernel: { name: pi, parameters: [ { name: terms, value: \"0\" } ] }"], ["spec.kernel.parameters[terms]", "1"] },
        { "reducer that the kernel cannot feed", [Range, Kernel, "reduce: { name: Max }"], ["spec.reduce.name", "Sum"] },
        { "too many leaves", ["range: { start: \"-9223372036854775808\", end: \"9223372036854775807\" }", "kernel: { name: countdown }"], ["leafSize"] },
        { "a tab", [Range, Kernel, "schedule:", "\tpolicy: Static"], ["tab"] },
        { "no YAML", [Range, "kernel: { name: pi"], [":8:"] },
    };

    [Theory]
    [MemberData(nameof(BadSpecs))]
    public async Task A_bad_manifest_is_refused_in_one_line(string what, string[] spec, string[] said)
    {
        using var manifest = new TemporaryFile(Manifests.WithSpec(spec));

        var line = Assert.Single((await Pjob.RunAsync("run", manifest.Path)).Refused());

        Assert.StartsWith($"pjob: {manifest.Path}:", line);
        Assert.All(said, part => Assert.True(line.Contains(part, StringComparison.Ordinal), $"{what}: '{part}' is not in: {line}"));
    }

    [Fact]
    public async Task What_is_wrong_in_several_places_is_said_in_as_many_lines()
    {
        using var manifest = new TemporaryFile(Manifests.WithSpec("range: { start: 9, end: 1 }", "kernel: { name: pie }", "leafsize: 1"));

        var lines = (await Pjob.RunAsync("run", manifest.Path)).Refused();

        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData("exec: { command: [\"true\"] }", "range: { start: 0, end: 10 }", "runs builtin kernels only")]
    [InlineData("exec: { command: [\"true\"] }", "items: { values: [a, b] }", "runs builtin kernels only")]
    public async Task What_this_version_cannot_run_is_said_honestly(string function, string work, string said)
    {
        using var manifest = new TemporaryFile(Manifests.WithSpec(work, function));

        Assert.Contains(said, Assert.Single((await Pjob.RunAsync("run", manifest.Path)).Refused()));
        (await Pjob.RunAsync("validate", manifest.Path)).Succeeded();
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused() => await RefusesFileAsync("/no/such/file.yaml", "there is no such file");

    [Fact]
    public async Task A_directory_is_refused() => await RefusesFileAsync(Path.GetTempPath(), "is a directory");

    // Not even root can read the first page of a process.
    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused() => await RefusesFileAsync("/proc/self/mem", "cannot be read");

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        using var empty = new TemporaryFile();
        await RefusesFileAsync(empty.Path, "empty");
    }

    [Fact]
    public async Task A_file_of_100_megabytes_is_refused()
    {
        using var huge = new TemporaryFile();
        using (var content = File.OpenWrite(huge.Path))
        {
            content.SetLength(100 << 20);
        }

        await RefusesFileAsync(huge.Path, "larger than 1 MiB");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var binary = new TemporaryFile();
        await File.WriteAllBytesAsync(binary.Path, [0xff, 0xfe, 0x80, 0x00, 0x41], TestContext.Current.CancellationToken);
        await RefusesFileAsync(binary.Path, "UTF-8");
    }

    [Theory]
    [InlineData("2> /dev/full")]
    [InlineData("2>&-")]
    public async Task An_error_that_cannot_be_said_still_has_its_exit_code(string stderr)
    {
        using var shell = Running.Start("/bin/sh", "-c", $"\"$0\" run /no/such/file.yaml {stderr}; echo $?", Pjob.Path);

        Assert.Equal("2\n", (await shell.EndAsync()).Output);
    }

    private static async Task RefusesFileAsync(string file, string said)
    {
        foreach (var command in (string[])["run", "validate", "bench"])
        {
            var line = Assert.Single((await Pjob.RunAsync(command, file)).Refused());
            Assert.StartsWith($"pjob: {file}", line);
            Assert.Contains(said, line);
        }
    }
}
