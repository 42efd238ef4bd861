namespace ParallelJobs.Queue;

/// <summary>A half-open, non-empty range of positions, 0 &lt;= Start &lt; End &lt;= 2^62.</summary>
public readonly record struct PositionRange(long Start, long End) : IComparable<PositionRange>
{
    public long Length => End - Start;

    public bool Contains(long position) => position >= Start && position < End;

    public int CompareTo(PositionRange other) => Start.CompareTo(other.Start);

    public static bool operator <(PositionRange left, PositionRange right) => left.CompareTo(right) < 0;

    public static bool operator >(PositionRange left, PositionRange right) => left.CompareTo(right) > 0;

    public static bool operator <=(PositionRange left, PositionRange right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PositionRange left, PositionRange right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"[{Start},{End})";
}
