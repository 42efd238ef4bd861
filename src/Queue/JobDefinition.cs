using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Queue;

/// <summary>All that the ledger needs to know of a job. It deals in positions and counts items; it knows nothing of what an item is.</summary>
public sealed record JobDefinition
{
    public required Guid Id { get; init; }

    /// <summary>Names the accepted spec and the kernel's revision.</summary>
    public required string SpecHash { get; init; }

    /// <summary>The spec that was accepted, as JSON; the ledger only keeps it.</summary>
    public string AcceptedSpec { get; init; } = "";

    /// <summary>How many leaves, so positions 0 .. Leaves-1; 1 to 2^62.</summary>
    public required long Leaves { get; init; }

    /// <summary>Items of every leaf but the short one.</summary>
    public required long LeafItems { get; init; }

    /// <summary>The position of the last leaf of the range, which may be shorter.</summary>
    public required long ShortPosition { get; init; }

    /// <summary>Items of the leaf at <see cref="ShortPosition"/>: 1 to LeafItems.</summary>
    public required long ShortItems { get; init; }

    public int MaxAttempts { get; init; } = 3;

    public int MaxLosses { get; init; } = 10;

    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(60);

    public OnExhausted OnExhausted { get; init; } = OnExhausted.Fail;

    public long MaxFailedItems { get; init; }

    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    public JobLimits Limits { get; init; } = JobLimits.None;

    /// <summary>Items in all: up to 2^64.</summary>
    public Int128 Items => (Int128)(Leaves - 1) * LeafItems + ShortItems;

    /// <summary>Items of the leaf at a position.</summary>
    public long ItemsAt(long position) => position == ShortPosition ? ShortItems : LeafItems;

    /// <summary>Items of the leaves at these positions.</summary>
    public Int128 ItemsOf(PositionRange positions) =>
        (Int128)positions.Length * LeafItems - (positions.Contains(ShortPosition) ? LeafItems - ShortItems : 0);

    /// <summary>Items of the leaves at these positions.</summary>
    public Int128 ItemsOf(PositionSet positions) =>
        (Int128)positions.Size * LeafItems - (positions.Contains(ShortPosition) ? LeafItems - ShortItems : 0);
}
