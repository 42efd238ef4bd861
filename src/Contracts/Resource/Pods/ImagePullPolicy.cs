namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>When the image is pulled.</summary>
public enum ImagePullPolicy
{
    Always,
    IfNotPresent,
    Never,
}
