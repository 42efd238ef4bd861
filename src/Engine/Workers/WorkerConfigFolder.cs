namespace ParallelJobs.Engine.Workers;

/// <summary>Names of the files in the folder that <see cref="WorkerVariables.Config"/> names. It holds a secret: mode 0700.</summary>
public static class WorkerConfigFolder
{
    public const string Queue = "queue";

    public const string Job = "job";

    public const string Secret = "secret";

    public const string Spec = "spec.yaml";

    /// <summary>Only where the manifest's items stand outside of it.</summary>
    public const string Items = "items";
}
