namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Pods to be near to or away from, and how much.</summary>
public sealed record PreferredPods
{
    public int Weight { get; init; }

    public PodAffinityTerm PodAffinityTerm { get; init; } = new();
}
