namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>A Secret of the job's namespace with the credentials of a registry.</summary>
public sealed record ImagePullSecret
{
    public string Name { get; init; } = "";
}
