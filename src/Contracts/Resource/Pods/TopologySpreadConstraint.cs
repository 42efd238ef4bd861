namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>How evenly the pods spread over zones, nodes and the like.</summary>
public sealed record TopologySpreadConstraint
{
    public int MaxSkew { get; init; }

    public string TopologyKey { get; init; } = "";

    public WhenUnsatisfiable WhenUnsatisfiable { get; init; }

    public LabelSelector? LabelSelector { get; init; }
}
