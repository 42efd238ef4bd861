using ParallelJobs.Queue;
using ParallelJobs.Queue.InMemory;

namespace ParallelJobs.Conformance;

public sealed class InMemoryHarness : IQueueHarness
{
    private readonly ManualTime _time = new();
    private readonly InMemoryLedger _ledger;

    public InMemoryHarness() => _ledger = new InMemoryLedger(_time, new Random(1));

    public ILedger Ledger => _ledger;

    public IRangeQueue Connect(Guid job) => _ledger.Connect(job);

    public ValueTask AdvanceAsync(TimeSpan by)
    {
        _time.Advance(by);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
