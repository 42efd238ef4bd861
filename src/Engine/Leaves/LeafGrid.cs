using ParallelJobs.Contracts;

namespace ParallelJobs.Engine.Leaves;

/// <summary>
/// The fixed cut of a range into leaves: leaf i is items [Start + i·LeafSize, Start + (i+1)·LeafSize), the last one cut at the end.
/// It depends on the spec alone, so leaf i is always the same items. Immutable.
/// </summary>
public sealed class LeafGrid
{
    private readonly long _start;

    /// <exception cref="ArgumentOutOfRangeException">The range is empty, or has more than 2^62 leaves.</exception>
    public LeafGrid(ItemRange range, long leafSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leafSize, 1);
        var leaves = range.LeavesOf(leafSize);
        if (leaves < 1 || leaves > MaxLeaves)
        {
            throw new ArgumentOutOfRangeException(nameof(range), $"{range} has {leaves} leaves of {leafSize} items; 1 to 2^62 are possible");
        }

        Range = range;
        LeafSize = leafSize;
        Leaves = (long)leaves;
        LastLeafItems = (long)(range.Length - (Int128)(Leaves - 1) * leafSize);
        _start = (long)range.Start;
    }

    public static long MaxLeaves => 1L << 62;

    public ItemRange Range { get; }

    public long LeafSize { get; }

    public long Leaves { get; }

    /// <summary>Items of the last leaf, 1 to LeafSize.</summary>
    public long LastLeafItems { get; }

    /// <summary>
    /// The first item of a leaf. Every item is an int64, so arithmetic modulo 2^64 gives the right one even where
    /// leaf · LeafSize itself does not fit.
    /// </summary>
    public long FirstItem(long leaf) => unchecked(_start + (leaf * LeafSize));

    public long ItemsOf(long leaf) => leaf == Leaves - 1 ? LastLeafItems : LeafSize;
}
