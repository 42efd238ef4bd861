namespace ParallelJobs.Queue.InMemory;

/// <summary>A lease that its worker may settle. Mutable; belongs to one <see cref="LeaseTable"/>.</summary>
internal sealed class HeldLease(Guid token, Worker owner, LeasedWork work)
{
    public Guid Token { get; } = token;

    public Worker Owner { get; } = owner;

    public LeasedWork Work { get; set; } = work;

    /// <summary>Its index in the owner's list.</summary>
    public int Index { get; set; }

    /// <summary>The last report of the owner that named it.</summary>
    public long NamedBy { get; set; }
}
