namespace ParallelJobs.Queue.Faults;

/// <summary>Places at which a process can be told to fail, for tests of what happens then.</summary>
public static class Failpoints
{
    public const string Variable = "PARALLELJOB_FAILPOINTS";

    /// <summary>Whether any is set; constant for the life of the process, so that the compiler removes what is behind it.</summary>
    public static readonly bool AreSet = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));
}
