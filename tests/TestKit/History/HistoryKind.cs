namespace ParallelJobs.TestKit.History;

/// <summary>What can happen to the rows of a ledger that a checker has to know of.</summary>
public enum HistoryKind
{
    /// <summary>Positions went out under a token.</summary>
    Granted,

    /// <summary>A partial was entered. What it was taken from is the next event.</summary>
    Settled,

    /// <summary>Positions left their lease, wherever they went.</summary>
    Taken,

    /// <summary>A report of an incarnation was carried out.</summary>
    Reported,

    /// <summary>The row of an incarnation was deleted.</summary>
    Forgotten,

    /// <summary>A partial was removed, having gone into the result.</summary>
    Folded,
}
