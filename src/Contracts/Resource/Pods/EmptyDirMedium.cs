namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>What an emptyDir is kept on, where it is not the node's disk.</summary>
public enum EmptyDirMedium
{
    Memory,
}
