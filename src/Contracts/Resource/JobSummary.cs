namespace ParallelJobs.Contracts.Resource;

/// <summary>For the columns of <c>kubectl get</c> only; nothing else may read it.</summary>
public sealed record JobSummary
{
    public string? State { get; init; }

    public string? Progress { get; init; }

    public string? Workers { get; init; }

    public string? Rate { get; init; }

    public string? Eta { get; init; }

    public string? Result { get; init; }
}
