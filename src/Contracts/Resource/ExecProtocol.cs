namespace ParallelJobs.Contracts.Resource;

/// <summary>How leaves reach the user's program: as lines of JSON to a process that stays, or as arguments of one process a leaf.</summary>
public enum ExecProtocol
{
    JsonLines,
    Arguments,
}
