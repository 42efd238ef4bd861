using ParallelJobs.Benchmarks.Measures;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>One line of the table: what is measured, beside what, and what it should reach.</summary>
internal sealed record Row
{
    /// <summary>Selects the rows of one machine without a server.</summary>
    public const string NoServer = "local";

    /// <summary>What <c>--only</c> selects by, alone or as the part before a hyphen.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The heading under which it stands; empty for the first table.</summary>
    public string Section { get; init; } = "";

    public required Unit Unit { get; init; }

    public required IMeasure Ours { get; init; }

    /// <summary>Null for a row whose target is a figure and not a ratio.</summary>
    public IMeasure? Peer { get; init; }

    /// <summary>What the peer is, in a few words.</summary>
    public string PeerName { get; init; } = "";

    /// <summary>Of the ratio where there is a peer, else of our figure; null where none is set.</summary>
    public double? Target { get; init; }

    public string Note { get; init; } = "";

    /// <summary>Where one reading takes minutes: no more than so many, whatever was asked for.</summary>
    public int? MostPairs { get; init; }

    /// <summary>By its name, by the beginning of it, or as one of those that need no server.</summary>
    public bool IsSelectedBy(string name) => name == NoServer
        ? Section.Length == 0
        : Id == name || Id.StartsWith(name + "-", StringComparison.Ordinal);
}
