using System.Globalization;

namespace ParallelJobs.Benchmarks.Measures.Operators;

/// <summary>Seconds that one takes more than another that is measured right after it; at least a millisecond.</summary>
internal sealed class Surplus(IMeasure one, IMeasure other) : IMeasure
{
    private const double Least = 0.001;

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var ours = (await one.MeasureAsync(cancellationToken)).Value;
        var theirs = (await other.MeasureAsync(cancellationToken)).Value;
        return new Measurement(
            Math.Max(Least, ours - theirs), Detail: string.Create(CultureInfo.InvariantCulture, $"the last: {ours:0.00} s, and {theirs:0.00} s of the plain one"));
    }
}
