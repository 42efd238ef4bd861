namespace ParallelJobs.Queue.InMemory;

/// <summary>One incarnation of a worker as the job knows it. Mutable; belongs to one <see cref="JobLedger"/>.</summary>
internal sealed class Worker
{
    public Worker(Guid incarnation)
    {
        Incarnation = incarnation;
        Live = new LinkedListNode<Worker>(this);
        Holding = new LinkedListNode<Worker>(this);
    }

    public Guid Incarnation { get; }

    /// <summary>Of the last report that was carried out; 0 before the first.</summary>
    public long Sequence { get; set; }

    /// <summary>The answer to <see cref="Sequence"/>.</summary>
    public ExchangeReply? Reply { get; set; }

    /// <summary>The job's count of changes when <see cref="Reply"/> was made.</summary>
    public long ChangesSeen { get; set; }

    public int Slots { get; set; }

    public WorkerCounters Counters { get; set; } = WorkerCounters.Zero;

    public TimeSpan Seen { get; set; }

    /// <summary>
    /// The deadline of every lease it holds: a report renews or gives back each of them, so they never differ.
    /// </summary>
    public TimeSpan Deadline { get; set; }

    public List<HeldLease> Leases { get; } = [];

    public bool HoldsSolo => Leases is [{ Work.Solo: true }];

    /// <summary>Its place among the live workers, while it is one.</summary>
    public LinkedListNode<Worker> Live { get; }

    /// <summary>Its place among the workers that hold leases, while it is one.</summary>
    public LinkedListNode<Worker> Holding { get; }
}
