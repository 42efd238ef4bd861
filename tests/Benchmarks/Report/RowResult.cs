using System.Collections.Immutable;
using ParallelJobs.Benchmarks.Rows;

namespace ParallelJobs.Benchmarks.Report;

/// <summary>What came of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Pairs">The readings; empty when it was not measured.</param>
/// <param name="Failure">Why it was not measured; null when it was.</param>
/// <param name="IsOurFault">Our side failed, and not the peer.</param>
/// <param name="Detail">What the last reading of ours was made of; null where there is nothing to say.</param>
internal sealed record RowResult(
    Row Row, ImmutableArray<Pair> Pairs, string? Failure = null, bool IsOurFault = false, string? Detail = null)
{
    /// <summary>The row's note, and the detail of the last reading.</summary>
    public string Note => string.Join("; ", new[] { Row.Note, Detail }.Where(text => !string.IsNullOrEmpty(text)));

    public double Ours => Median(Pairs.Select(pair => pair.Ours));

    public double Peer => Median(Pairs.Select(pair => pair.Peer));

    /// <summary>How many times as fast as the peer, pair by pair.</summary>
    public ImmutableArray<double> Ratios =>
        [.. Pairs.Select(pair => Row.Unit.MoreIsBetter ? pair.Ours / pair.Peer : pair.Peer / pair.Ours)];

    public double Ratio => Median(Ratios);

    /// <summary>Null where no target is set or nothing was measured.</summary>
    public bool? IsMet => (Row.Target, Failure) switch
    {
        (null, _) or (_, not null) => null,
        (var target, _) when Row.Peer is not null => Ratio >= target,
        (var target, _) => Row.Unit.MoreIsBetter ? Ours >= target : Ours <= target,
    };

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
