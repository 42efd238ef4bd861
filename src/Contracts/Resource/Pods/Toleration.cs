namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Lets the pod onto nodes with a taint that matches.</summary>
public sealed record Toleration
{
    public string? Key { get; init; }

    public TolerationOperator? Operator { get; init; }

    public string? Value { get; init; }

    /// <summary>Unset matches every effect.</summary>
    public TaintEffect? Effect { get; init; }

    public long? TolerationSeconds { get; init; }
}
