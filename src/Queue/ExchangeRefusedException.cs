namespace ParallelJobs.Queue;

/// <summary>A report that can never be accepted.</summary>
public sealed class ExchangeRefusedException(RefusalReason reason, string message) : Exception(message)
{
    public RefusalReason Reason { get; } = reason;
}
