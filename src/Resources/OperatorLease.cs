namespace ParallelJobs.Resources;

/// <summary>The lease that the operator which acts holds, in the operator's namespace.</summary>
public static class OperatorLease
{
    public const string Name = "parallel-job-operator";
}
