namespace ParallelJobs.Conformance.Model;

/// <summary>A lease as the model knows it; its positions say themselves that they belong to it.</summary>
public sealed record ModelLease(Guid Token, Guid Incarnation, bool Solo)
{
    public long BegunUpTo { get; set; }

    public TimeSpan Deadline { get; set; }
}
