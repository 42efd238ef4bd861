namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Which nodes the pods go to, and beside which pods.</summary>
public sealed record Affinity
{
    public NodeAffinity? NodeAffinity { get; init; }

    public PodAffinity? PodAffinity { get; init; }

    public PodAffinity? PodAntiAffinity { get; init; }
}
