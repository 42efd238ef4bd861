using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace ParallelJobs.Cli.Tests;

public sealed class BenchTests
{
    private static readonly string[] Small = ["bench", Pjob.Example("countdown.yaml"), "--slots", "2", "--set", "spec.range.end=10"];

    [Fact]
    public async Task The_table_compares_sequential_threads_and_processes()
    {
        var ended = (await Pjob.RunAsync(Small)).Succeeded();

        Assert.StartsWith("countdown  kernel countdown, 10 items in 10 leaves", ended.OutputLines[0]);
        Assert.Equal(["mode", "slots", "seconds", "speed-up", "efficiency", "serial", "fraction"], Words(ended.OutputLines[1]));
        Assert.Equal(
            ["Sequential 1", "Threads 1", "Threads 2", "Processes 1", "Processes 2"],
            ended.OutputLines[2..7].Select(line => string.Join(' ', Words(line)[..2])));
        Assert.Equal("same result in every run  10000000", ended.OutputLines[7]);
    }

    [Fact]
    public async Task Json_has_the_same_rows_and_figures_that_follow_from_the_seconds()
    {
        var json = (await Pjob.RunAsync([.. Small, "-o", "json", "--repeat", "3"])).Succeeded().Json;

        Assert.Equal(["name", "kernel", "items", "leaves", "repeat", "same", "value", "rows"], json.EnumerateObject().Select(member => member.Name));
        Assert.True(json.GetProperty("same").GetBoolean());
        Assert.Equal(10_000_000, json.GetProperty("value").GetInt64());
        var rows = json.GetProperty("rows").EnumerateArray().ToArray();
        var sequential = rows[0].GetProperty("seconds").GetDouble();
        Assert.Equal(5, rows.Length);
        Assert.Single(rows.Select(row => row.GetProperty("digest").GetString()).Distinct(StringComparer.Ordinal));
        Assert.All(rows, row => AssertConsistent(row, sequential));
    }

    [Fact]
    public async Task The_plot_is_a_picture_of_every_row()
    {
        using var plot = new TemporaryFile(extension: ".svg");

        var ended = (await Pjob.RunAsync([.. Small, "--plot", plot.Path])).Succeeded();

        XNamespace svg = "http://www.w3.org/2000/svg";
        var root = XDocument.Load(plot.Path).Root!;
        Assert.Equal(svg + "svg", root.Name);
        var texts = root.Descendants(svg + "text").Select(text => text.Value).ToArray();
        foreach (var label in (string[])["slots", "speed-up against the sequential run", "ideal", "Threads", "Processes"])
        {
            Assert.Contains(label, texts);
        }

        Assert.Equal(4, root.Descendants(svg + "circle").Count());
        Assert.All(
            root.Descendants(svg + "circle"),
            circle => Assert.InRange(double.Parse(circle.Attribute("cy")!.Value, CultureInfo.InvariantCulture), 0, 480));
        Assert.NotEmpty(ended.Output);
    }

    [Fact]
    public async Task A_plot_that_cannot_be_written_is_refused_before_the_experiment()
    {
        var line = Assert.Single((await Pjob.RunAsync([.. Small, "--plot", "/no/such/folder/plot.svg"])).Refused());

        Assert.StartsWith("pjob: --plot: ", line);
    }

    [Fact]
    public async Task A_job_that_fails_is_no_measure_of_anything()
    {
        using var manifest = new TemporaryFile(Manifests.WithSpec(
            "range: { start: 0, end: 1 }",
            "kernel: { name: sleep, parameters: [ { name: duration, value: 6s } ] }",
            "retry: { leafTimeoutSeconds: 1, maxAttempts: 1 }"));

        var ended = await Pjob.RunAsync("bench", manifest.Path, "--slots", "1");

        Assert.Equal(1, ended.ExitCode);
        Assert.Equal("", ended.Output);
        ended.AssertPlainErrors();
        Assert.Contains("Threads with 1 slot ended Failed", Assert.Single(ended.ErrorLines));
    }

    private static void AssertConsistent(JsonElement row, double sequential)
    {
        Assert.Equal(["mode", "slots", "seconds", "speedup", "efficiency", "serialFraction", "digest"], row.EnumerateObject().Select(member => member.Name));
        var slots = row.GetProperty("slots").GetInt32();
        var speedup = sequential / row.GetProperty("seconds").GetDouble();
        Assert.Equal(speedup, row.GetProperty("speedup").GetDouble(), 1e-9);
        Assert.Equal(speedup / slots, row.GetProperty("efficiency").GetDouble(), 1e-9);
        if (slots == 1)
        {
            Assert.Equal(JsonValueKind.Null, row.GetProperty("serialFraction").ValueKind);
        }
        else
        {
            // Amdahl's law solved for the serial part.
            Assert.Equal(1 / speedup, row.GetProperty("serialFraction").GetDouble() * (1 - (1.0 / slots)) + (1.0 / slots), 1e-9);
        }
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
