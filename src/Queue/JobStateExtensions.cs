namespace ParallelJobs.Queue;

/// <summary>What the states of a job have in common.</summary>
public static class JobStateExtensions
{
    /// <summary>Nothing will be granted or settled any more, unless dead leaves are retried.</summary>
    public static bool IsTerminal(this JobState state) => state is JobState.Complete or JobState.Failed or JobState.Cancelled;
}
