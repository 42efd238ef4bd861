using System.Runtime.InteropServices;
using ParallelJobs.Queue;

namespace ParallelJobs.TestKit;

/// <summary>
/// A result that forgets nothing: the multiset of the ranges that entered it. What enters twice, or not at all, or under the name of
/// another position is seen in it.
/// </summary>
public static class RangeTally
{
    public static byte[] Of(params IEnumerable<PositionRange> ranges) =>
        MemoryMarshal.AsBytes(ranges.Order().ThenBy(range => range.End).ToArray().AsSpan()).ToArray();

    public static ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> folded, IReadOnlyList<ReadOnlyMemory<byte>> partials) =>
        Of(partials.Prepend(folded).SelectMany(Ranges));

    public static PositionRange[] Ranges(ReadOnlyMemory<byte> payload) => MemoryMarshal.Cast<byte, PositionRange>(payload.Span).ToArray();

    /// <summary>The positions in a result, each of which must be there once.</summary>
    public static PositionSet Positions(ReadOnlyMemory<byte> payload)
    {
        var ranges = Ranges(payload);
        var positions = PositionSet.Of(ranges);
        Assert.Equal(positions.Size, ranges.Sum(range => range.Length));
        return positions;
    }
}
