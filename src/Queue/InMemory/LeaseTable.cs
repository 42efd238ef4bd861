namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// The leases of one job. All operations are O(1) in the number of leases but <see cref="Postpone"/>, since the workers that hold any
/// stand in the order of their deadlines: every renewal goes to the end.
/// </summary>
internal sealed class LeaseTable(JobDefinition job)
{
    /// <summary>How long the ledger waits for a settlement that was under way when its lease ran out.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, HeldLease> _byToken = [];
    private readonly LinkedList<Worker> _holders = [];

    public int Count => _byToken.Count;

    /// <summary>Items in flight.</summary>
    public Int128 Items { get; private set; }

    public IEnumerable<HeldLease> All => _byToken.Values;

    public HeldLease? Find(Guid token) => _byToken.GetValueOrDefault(token);

    public void Add(HeldLease lease)
    {
        var owner = lease.Owner;
        _byToken.Add(lease.Token, lease);
        lease.Index = owner.Leases.Count;
        owner.Leases.Add(lease);
        Items += job.ItemsOf(lease.Work.Remaining);
        if (owner.Holding.List is null)
        {
            _holders.AddLast(owner.Holding);
        }
    }

    /// <summary>The lease goes on as <paramref name="work"/>, or ends when that is null.</summary>
    public void Replace(HeldLease lease, LeasedWork? work)
    {
        Items -= job.ItemsOf(lease.Work.Remaining);
        if (work is not null)
        {
            Items += job.ItemsOf(work.Remaining);
            lease.Work = work;
            return;
        }

        var siblings = lease.Owner.Leases;
        _byToken.Remove(lease.Token);
        siblings[lease.Index] = siblings[^1];
        siblings[lease.Index].Index = lease.Index;
        siblings.RemoveAt(siblings.Count - 1);
        if (siblings.Count == 0)
        {
            _holders.Remove(lease.Owner.Holding);
        }
    }

    /// <summary>Moves the deadline of all that a worker holds, and of all that it will be granted until it reports again.</summary>
    public void Renew(Worker worker, TimeSpan now)
    {
        worker.Deadline = now + job.LeaseDuration;
        if (worker.Holding.List is not null)
        {
            _holders.Remove(worker.Holding);
            _holders.AddLast(worker.Holding);
        }
    }

    /// <summary>Moves every deadline: nobody could renew.</summary>
    public void Postpone(TimeSpan now)
    {
        foreach (var worker in _holders)
        {
            worker.Deadline = now + job.LeaseDuration;
        }
    }

    /// <summary>A lease whose worker has been silent past its deadline and the grace, or null.</summary>
    public HeldLease? Overdue(TimeSpan now) =>
        _holders.First?.Value is { } worker && now >= worker.Deadline + Grace ? worker.Leases[0] : null;
}
