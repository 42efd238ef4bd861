namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>A directory that lives as long as the pod.</summary>
public sealed record EmptyDirVolume
{
    /// <summary>Unset means the node's disk.</summary>
    public EmptyDirMedium? Medium { get; init; }

    public Quantity? SizeLimit { get; init; }
}
