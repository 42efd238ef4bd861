namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>Nodes that should be taken, and how much.</summary>
public sealed record PreferredNodes
{
    public int Weight { get; init; }

    public NodeSelectorTerm Preference { get; init; } = new();
}
