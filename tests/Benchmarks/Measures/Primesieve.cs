using System.Globalization;
using System.Text.RegularExpressions;
using ParallelJobs.Benchmarks.Tools;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>Counts the primes up to a number with primesieve, which prints its own seconds to the millisecond.</summary>
internal sealed partial class Primesieve(long limit, int threads) : IMeasure
{
    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var ended = await Programs.RunAsync(Programs.Primesieve, [$"{limit}", $"-t{threads}", "--time", "--quiet"], cancellationToken);
        return Text().Match(ended.Demand().Output) is { Success: true } said
            ? new Measurement(Parse(said.Groups["seconds"]), Parse(said.Groups["primes"]))
            : throw new MeasureFailedException($"primesieve printed what cannot be read: {ended.Output.Trim()}");
    }

    private static double Parse(Group group) => double.Parse(group.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Seconds: (?<seconds>[0-9.]+)\s+(?:Primes: )?(?<primes>[0-9]+)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Text();
}
