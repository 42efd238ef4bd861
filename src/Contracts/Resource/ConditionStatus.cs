namespace ParallelJobs.Contracts.Resource;

/// <summary>Whether a condition holds.</summary>
public enum ConditionStatus
{
    True,
    False,
    Unknown,
}
