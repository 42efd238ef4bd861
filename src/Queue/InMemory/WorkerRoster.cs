namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// Every incarnation that ever reported, and which of them are live: seen within one lease duration and not leaving. The live ones stand
/// in the order in which they were seen last.
/// </summary>
internal sealed class WorkerRoster(TimeSpan leaseDuration)
{
    private readonly Dictionary<Guid, Worker> _workers = [];
    private readonly LinkedList<Worker> _live = [];
    private long _liveSlots;

    public int LiveWorkers => _live.Count;

    public int LiveSlots => (int)Math.Min(int.MaxValue, _liveSlots);

    public IEnumerable<Worker> All => _workers.Values;

    /// <summary>Sums over all incarnations, dead or alive.</summary>
    public WorkerCounters Counters => _workers.Values.Aggregate(WorkerCounters.Zero, (sum, worker) => sum + worker.Counters);

    public Worker? Find(Guid incarnation) => _workers.GetValueOrDefault(incarnation);

    /// <summary>Enters a new report of a new or known worker.</summary>
    public Worker Enter(ExchangeReport report, TimeSpan now)
    {
        if (!_workers.TryGetValue(report.Incarnation, out var worker))
        {
            worker = new Worker(report.Incarnation);
            _workers.Add(report.Incarnation, worker);
        }

        LeaveLive(worker);
        worker.Slots = Math.Max(0, report.Slots);
        worker.Counters = report.Counters;
        worker.Seen = now;
        if (!report.Leaving)
        {
            _live.AddLast(worker.Live);
            _liveSlots += worker.Slots;
        }

        ForgetSilent(now);
        return worker;
    }

    /// <summary>Stops counting workers that have been silent for longer than one lease duration.</summary>
    public void ForgetSilent(TimeSpan now)
    {
        while (_live.First?.Value is { } oldest && now - oldest.Seen > leaseDuration)
        {
            LeaveLive(oldest);
        }
    }

    private void LeaveLive(Worker worker)
    {
        if (worker.Live.List is not null)
        {
            _live.Remove(worker.Live);
            _liveSlots -= worker.Slots;
        }
    }
}
