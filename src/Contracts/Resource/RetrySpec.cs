namespace ParallelJobs.Contracts.Resource;

/// <summary>What happens to leaves that fail or are lost.</summary>
public sealed record RetrySpec
{
    public int? MaxAttempts { get; init; }

    public int? MaxLosses { get; init; }

    public int? BackoffSeconds { get; init; }

    public int? MaxBackoffSeconds { get; init; }

    public int? LeafTimeoutSeconds { get; init; }

    public OnExhausted? OnExhausted { get; init; }
}
