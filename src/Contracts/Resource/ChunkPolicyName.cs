namespace ParallelJobs.Contracts.Resource;

/// <summary>The rule that sizes chunks, by its name in the loop-scheduling literature.</summary>
public enum ChunkPolicyName
{
    Static,
    Dynamic,
    Guided,
    Factoring,
    Adaptive,
}
