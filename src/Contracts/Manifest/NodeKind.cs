namespace ParallelJobs.Contracts.Manifest;

/// <summary>What a node of a manifest is.</summary>
internal enum NodeKind
{
    Scalar,
    List,
    Map,
}
