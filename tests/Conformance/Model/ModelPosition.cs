namespace ParallelJobs.Conformance.Model;

/// <summary>All that the model knows of one position.</summary>
public sealed class ModelPosition
{
    public Place Place { get; set; } = Place.Front;

    /// <summary>The lease, while it is leased.</summary>
    public Guid Token { get; set; }

    public int Attempts { get; set; }

    public int Losses { get; set; }

    public bool Solo { get; set; }

    /// <summary>Positions that came back together may go out together; others must not.</summary>
    public int Piece { get; set; }

    /// <summary>From here on it must be granted to whoever may have it; before, it may or may not be, since backoff is random.</summary>
    public TimeSpan ReadyAt { get; set; }
}
