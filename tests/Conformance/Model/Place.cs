namespace ParallelJobs.Conformance.Model;

/// <summary>Where a position can be.</summary>
public enum Place
{
    Front,
    Leased,
    Waiting,
    Dead,
    Done,
}
