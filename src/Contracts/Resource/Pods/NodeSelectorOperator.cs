namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>How a requirement on a node compares.</summary>
public enum NodeSelectorOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
    Gt,
    Lt,
}
