namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>How a requirement on a label compares.</summary>
public enum LabelSelectorOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
}
