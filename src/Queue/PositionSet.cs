using System.Collections;
using System.Collections.Immutable;

namespace ParallelJobs.Queue;

/// <summary>
/// A set of positions as sorted, disjoint, never adjacent ranges: the multirange of the ledger. Immutable; two sets are equal when
/// they hold the same positions. Union, Except and Intersect are linear in the number of ranges, never in the number of positions.
/// </summary>
public sealed class PositionSet : IReadOnlyList<PositionRange>, IEquatable<PositionSet>
{
    public static readonly PositionSet Empty = new([]);

    private readonly ImmutableArray<PositionRange> _ranges;

    private PositionSet(ImmutableArray<PositionRange> ranges) => _ranges = ranges;

    /// <summary>How many ranges.</summary>
    public int Count => _ranges.Length;

    /// <summary>How many positions; counted anew, in time linear in the ranges.</summary>
    public long Size
    {
        get
        {
            var size = 0L;
            foreach (var range in _ranges)
            {
                size += range.Length;
            }

            return size;
        }
    }

    public bool IsEmpty => _ranges.IsEmpty;

    public PositionRange this[int index] => _ranges[index];

    /// <summary>A set of ranges in any order; overlapping and adjacent ones are joined.</summary>
    public static PositionSet Of(params IEnumerable<PositionRange> ranges)
    {
        PositionRange[] sorted = [.. ranges];
        if (!IsSorted(sorted))
        {
            Array.Sort(sorted);
        }

        var joined = ImmutableArray.CreateBuilder<PositionRange>(sorted.Length);
        foreach (var range in sorted)
        {
            if (range.Length > 0)
            {
                Join(joined, range);
            }
        }

        return From(joined);
    }

    public static PositionSet Of(long start, long end) => end > start ? new PositionSet([new PositionRange(start, end)]) : Empty;

    public static PositionSet Of(PositionRange range) => Of(range.Start, range.End);

    public PositionSet Union(PositionSet other)
    {
        if (IsEmpty)
        {
            return other;
        }

        if (other.IsEmpty)
        {
            return this;
        }

        var joined = ImmutableArray.CreateBuilder<PositionRange>(Count + other.Count);
        int i = 0, j = 0;
        while (i < Count || j < other.Count)
        {
            var mine = j == other.Count || (i < Count && _ranges[i].Start <= other._ranges[j].Start);
            Join(joined, mine ? _ranges[i++] : other._ranges[j++]);
        }

        return From(joined);
    }

    public PositionSet Intersect(PositionSet other)
    {
        var common = ImmutableArray.CreateBuilder<PositionRange>();
        for (int i = 0, j = 0; i < _ranges.Length && j < other._ranges.Length;)
        {
            var start = Math.Max(_ranges[i].Start, other._ranges[j].Start);
            var end = Math.Min(_ranges[i].End, other._ranges[j].End);
            if (start < end)
            {
                common.Add(new PositionRange(start, end));
            }

            if (_ranges[i].End < other._ranges[j].End)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return From(common);
    }

    public PositionSet Except(PositionSet other)
    {
        if (IsEmpty || other.IsEmpty)
        {
            return this;
        }

        var left = ImmutableArray.CreateBuilder<PositionRange>();
        var j = 0;
        foreach (var range in _ranges)
        {
            var start = range.Start;
            while (j < other._ranges.Length && other._ranges[j].End <= start)
            {
                j++;
            }

            for (var k = j; k < other._ranges.Length && other._ranges[k].Start < range.End; k++)
            {
                if (other._ranges[k].Start > start)
                {
                    left.Add(new PositionRange(start, other._ranges[k].Start));
                }

                start = Math.Max(start, other._ranges[k].End);
            }

            if (start < range.End)
            {
                left.Add(range with { Start = start });
            }
        }

        return From(left);
    }

    public bool Overlaps(PositionSet other)
    {
        for (int i = 0, j = 0; i < _ranges.Length && j < other._ranges.Length;)
        {
            if (_ranges[i].End <= other._ranges[j].Start)
            {
                i++;
            }
            else if (other._ranges[j].End <= _ranges[i].Start)
            {
                j++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    public bool IsSubsetOf(PositionSet other)
    {
        var j = 0;
        foreach (var range in _ranges)
        {
            while (j < other._ranges.Length && other._ranges[j].End < range.End)
            {
                j++;
            }

            // Ranges of one set are never adjacent, so one range of the other must hold all of this one.
            if (j == other._ranges.Length || other._ranges[j].Start > range.Start)
            {
                return false;
            }
        }

        return true;
    }

    public bool Contains(long position)
    {
        // By hand: it is on the way of every grant, and the library's search is compiled anew for every type at every start.
        int low = 0, high = _ranges.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].End <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _ranges.Length && _ranges[low].Contains(position);
    }

    public bool Equals(PositionSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as PositionSet);

    public override int GetHashCode() => _ranges.Aggregate(0, HashCode.Combine);

    public override string ToString() => $"{{{string.Join(", ", _ranges)}}}";

    public ImmutableArray<PositionRange>.Enumerator GetEnumerator() => _ranges.GetEnumerator();

    IEnumerator<PositionRange> IEnumerable<PositionRange>.GetEnumerator() => ((IEnumerable<PositionRange>)_ranges).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_ranges).GetEnumerator();

    /// <summary>Adds a range that starts nowhere before the last one of <paramref name="joined"/>.</summary>
    private static void Join(ImmutableArray<PositionRange>.Builder joined, PositionRange range)
    {
        if (joined.Count > 0 && range.Start <= joined[^1].End)
        {
            joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, range.End) };
        }
        else
        {
            joined.Add(range);
        }
    }

    private static bool IsSorted(PositionRange[] ranges)
    {
        for (var i = 1; i < ranges.Length; i++)
        {
            if (ranges[i].Start < ranges[i - 1].Start)
            {
                return false;
            }
        }

        return true;
    }

    private static PositionSet From(ImmutableArray<PositionRange>.Builder ranges) =>
        ranges.Count == 0 ? Empty : new PositionSet(ranges.DrainToImmutable());
}
