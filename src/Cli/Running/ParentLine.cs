namespace ParallelJobs.Cli.Running;

/// <summary>What a run tells the processes of its workers on their stdin.</summary>
internal static class ParentLine
{
    public const string Drain = "drain";
}
