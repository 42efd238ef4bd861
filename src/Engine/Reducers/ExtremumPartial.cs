using System.Buffers;
using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers.Exact;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>The best observation of a ranking. Bytes: header, whether there is one, the observation.</summary>
internal sealed class ExtremumPartial(Ranking ranking) : IPartial
{
    private char Kind => ranking.Order == TopKOrder.Largest ? 'X' : 'N';

    public bool IsEmpty => Best is null;

    public RankedValue? Best { get; private set; }

    public void Observe(long item, double value)
    {
        if (CanImprove(value))
        {
            Offer(new RankedValue(new ExactNumber(value), item));
        }
    }

    public void Observe(long item, BigInteger value) => Offer(new RankedValue(new ExactNumber(value), item));

    public void Observe(long firstItem, ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        if (!ValueScan.TryBest(values, ranking.Flip, out var best))
        {
            Offer(new RankedValue(new ExactNumber(double.NaN), firstItem + values.IndexOf(double.NaN)));
        }
        else if (CanImprove(best))
        {
            Offer(new RankedValue(new ExactNumber(best), firstItem + ValueScan.IndexOf(values, best)));
        }
    }

    public void MergeFrom(IPartial other)
    {
        var from = (ExtremumPartial)other;
        if (from.Kind != Kind)
        {
            throw new ArgumentException("A Min does not merge with a Max", nameof(other));
        }

        if (from.Best is { } best)
        {
            Offer(best);
        }
    }

    public void Clear() => Best = null;

    public void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteHeader(Kind);
        output.WriteByte((byte)(IsEmpty ? 0 : 1));
        Best?.WriteTo(output);
    }

    /// <exception cref="InvalidDataException">The bytes are not an extremum of this ranking.</exception>
    public static ExtremumPartial Read(ReadOnlySpan<byte> payload, Ranking ranking)
    {
        var result = new ExtremumPartial(ranking);
        var reader = new PayloadReader(payload, result.Kind);
        var count = reader.ReadByte();
        PayloadReader.Require(count <= 1, "more than one extremum");
        if (count == 1)
        {
            result.Best = RankedValue.Read(ref reader);
        }

        reader.RequireEnd();
        return result;
    }

    /// <summary>False only if the best is a double that ranks before the value whatever the items are.</summary>
    private bool CanImprove(double value) =>
        Best is not { Value: { IsInteger: false } best }
        || !(ValueScan.Flipped(value, ranking.Flip) < ValueScan.Flipped(best.Double, ranking.Flip));

    private void Offer(RankedValue candidate)
    {
        if (Best is not { } best || ranking.Compare(candidate, best) < 0)
        {
            Best = candidate;
        }
    }
}
