using System.Globalization;

namespace ParallelJobs.Cli.Tests;

/// <summary>Every example runs, and its value is held against a source that is not this program.</summary>
public sealed class ExampleTests
{
    /// <summary>Smaller where the whole size is a matter of minutes in a debug build.</summary>
    private static readonly Dictionary<string, string[]> Smaller = new(StringComparer.Ordinal)
    {
        ["cluster/autoscale.yaml"] = ["spec.range.end=100000001"],
        ["cluster/integrate.yaml"] = ["spec.range.end=5000000"],
        ["cluster/montecarlo.yaml"] = ["spec.range.end=20000000"],
        ["cluster/pi.yaml"] = ["spec.range.end=100000001"],
        ["integrate-cos.yaml"] = ["spec.range.end=5000000"],
        ["montecarlo.yaml"] = ["spec.range.end=20000000"],
        ["pi.yaml"] = ["spec.range.end=100000001"],
        ["modes/processes.yaml"] = ["spec.range.end=20000001"],
        ["modes/threads.yaml"] = ["spec.range.end=20000001"],
        ["policies/adaptive.yaml"] = ["spec.range.end=20000001"],
        ["policies/dynamic.yaml"] = ["spec.range.end=20000001"],
        ["policies/factoring.yaml"] = ["spec.range.end=20000001"],
        ["policies/guided.yaml"] = ["spec.range.end=20000001"],
        ["policies/static.yaml"] = ["spec.range.end=20000001"],
    };

    public static TheoryData<string> Examples => [.. Pjob.AllExamples()];

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_gives_the_value_that_is_known(string example)
    {
        var overrides = Smaller.GetValueOrDefault(example, []).SelectMany(one => (string[])["--set", one]);

        var ended = (await Pjob.RunAsync(["run", Pjob.Example(example), "-o", "json", .. overrides])).Succeeded();

        var result = ended.Json.GetProperty("result");
        var items = ended.Json.GetProperty("items").GetInt64();
        Assert.Equal("Complete", ended.Json.GetProperty("state").GetString());
        Assert.Equal(items, ended.Json.GetProperty("completed").GetInt64());
        AssertKnown(example, result.GetProperty("value").GetDouble(), items);
        Assert.StartsWith("sha256:", result.GetProperty("digest").GetString());
    }

    [Fact]
    public async Task Every_example_is_valid()
    {
        string[] files = [.. Pjob.AllExamples().Select(Pjob.Example)];

        var ended = (await Pjob.RunAsync(["validate", .. files])).Succeeded();

        Assert.Equal(files.Select(file => $"{file}: valid"), ended.OutputLines);
    }

    private static void AssertKnown(string example, double value, long items)
    {
        switch (example)
        {
            case "primes.yaml" or "cluster/primes.yaml":
                // The number of primes below 10^10: OEIS A006880.
                Assert.Equal(455_052_511, value);
                break;
            case "cluster/placement.yaml" or "cluster/kueue.yaml":
                // Below 10^8, from the same.
                Assert.Equal(5_761_455, value);
                break;
            case "countdown.yaml" or "cluster/deadline.yaml":
                Assert.Equal(items * 1_000_000.0, value);
                break;
            case "sleep.yaml" or "cluster/dead-letter.yaml" or "cluster/limits.yaml" or "cluster/suspend-and-scale.yaml":
                Assert.Equal(items, value);
                break;
            case "integrate-cos.yaml" or "cluster/integrate.yaml":
                // sin(pi/2), within the rounding of the last place.
                Assert.InRange(value, 1 - 3e-16, 1 + 3e-16);
                break;
            case "montecarlo.yaml" or "cluster/montecarlo.yaml":
                // Each dart is 0 or 4 with mean pi, so its variance is pi (4 - pi).
                var error = Math.Sqrt(Math.PI * (4 - Math.PI) / items);
                Assert.InRange(value, Math.PI - (4 * error), Math.PI + (4 * error));
                break;
            default:
                // The midpoint sum exceeds pi by 1/(12 n^2) and terms beyond the doubles.
                var expected = Math.PI + (1 / (12.0 * items * items));
                Assert.True(
                    Math.Abs(value - expected) <= 9e-16,
                    string.Create(CultureInfo.InvariantCulture, $"{example}: {value:R}, not {expected:R}"));
                break;
        }
    }
}
