using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Model;

/// <summary>An incarnation as the ledger must know it.</summary>
public sealed class ModelWorker
{
    public long Sequence { get; set; }

    public ExchangeReply? Reply { get; set; }

    public TimeSpan Seen { get; set; }

    public bool Leaving { get; set; }

    public int Slots { get; set; }
}
