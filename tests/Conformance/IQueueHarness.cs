using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

/// <summary>A queue under test, with a hand on its clock.</summary>
public interface IQueueHarness : IAsyncDisposable
{
    ILedger Ledger { get; }

    /// <summary>A new worker's connection.</summary>
    IRangeQueue Connect(Guid job);

    /// <summary>Lets time pass for the queue.</summary>
    ValueTask AdvanceAsync(TimeSpan by);
}
