namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>How a toleration matches a taint.</summary>
public enum TolerationOperator
{
    Exists,
    Equal,
}
