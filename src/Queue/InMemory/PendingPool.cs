namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// What waits for another lease, by the time from which it may have one, then by position. Solo ranges stand in a queue of their own, so
/// that a worker that may not have them need not look past them.
/// </summary>
internal sealed class PendingPool(JobDefinition job)
{
    private readonly PriorityQueue<PendingRange, (TimeSpan NotBefore, long Start)> _shared = new();
    private readonly PriorityQueue<PendingRange, (TimeSpan NotBefore, long Start)> _solo = new();

    public long Leaves { get; private set; }

    public Int128 Items { get; private set; }

    public IEnumerable<PendingRange> All => _shared.UnorderedItems.Concat(_solo.UnorderedItems).Select(entry => entry.Element);

    public void Add(PendingRange pending)
    {
        Leaves += pending.Range.Length;
        Items += job.ItemsOf(pending.Range);
        QueueOf(pending).Enqueue(pending, KeyOf(pending));
    }

    /// <summary>The first range that may be granted now, or null.</summary>
    /// <param name="now">On the ledger's clock.</param>
    /// <param name="idle">The worker holds nothing, so it may have a solo range.</param>
    public PendingRange? First(TimeSpan now, bool idle)
    {
        var shared = Ready(_shared, now);
        var solo = idle ? Ready(_solo, now) : null;
        return solo is null || (shared is not null && KeyOf(shared).CompareTo(KeyOf(solo)) < 0) ? shared : solo;
    }

    /// <summary>Takes the first leaves of a range that <see cref="First"/> returned; the others stay.</summary>
    public PendingRange Take(PendingRange first, long atMost)
    {
        QueueOf(first).Dequeue();
        Leaves -= first.Range.Length;
        Items -= job.ItemsOf(first.Range);
        if (first.Range.Length <= atMost)
        {
            return first;
        }

        var cut = first.Range.Start + atMost;
        Add(first with { Range = first.Range with { Start = cut } });
        return first with { Range = first.Range with { End = cut } };
    }

    /// <summary>The time from which the next range may be granted, or null when nothing waits.</summary>
    public TimeSpan? NextReady()
    {
        var shared = _shared.TryPeek(out var first, out _) ? first.NotBefore : default(TimeSpan?);
        var solo = _solo.TryPeek(out first, out _) ? first.NotBefore : default(TimeSpan?);
        return shared is null || solo < shared ? solo : shared;
    }

    private static PendingRange? Ready(PriorityQueue<PendingRange, (TimeSpan NotBefore, long Start)> queue, TimeSpan now) =>
        queue.TryPeek(out var first, out _) && first.NotBefore <= now ? first : null;

    private static (TimeSpan NotBefore, long Start) KeyOf(PendingRange pending) => (pending.NotBefore, pending.Range.Start);

    private PriorityQueue<PendingRange, (TimeSpan NotBefore, long Start)> QueueOf(PendingRange pending) =>
        pending.Solo ? _solo : _shared;
}
