using ParallelJobs.Queue.Faults;

namespace ParallelJobs.Engine.Workers;

/// <summary>
/// The environment that configures a worker. Each may instead be given as <c>NAME_FILE</c>, a path whose content, trimmed, is the value.
/// </summary>
public static class WorkerVariables
{
    /// <summary>URI of the queue, for the role of workers.</summary>
    public const string Queue = "PARALLELJOB_QUEUE";

    /// <summary>Uid of the job.</summary>
    public const string Job = "PARALLELJOB_JOB";

    /// <summary>The job's secret: 64 hexadecimal digits.</summary>
    public const string Secret = "PARALLELJOB_SECRET";

    /// <summary>Path of the manifest, YAML or JSON.</summary>
    public const string SpecFile = "PARALLELJOB_SPEC_FILE";

    /// <summary>Path of the items, where they stand outside the manifest. Optional.</summary>
    public const string ItemsFile = "PARALLELJOB_ITEMS_FILE";

    /// <summary>Folder that holds queue, job, secret, manifest and items as files; a variable of its own goes before its file. Optional.</summary>
    public const string Config = "PARALLELJOB_CONFIG";

    /// <summary>Threads or processes that compute. Optional.</summary>
    public const string Slots = "PARALLELJOB_SLOTS";

    /// <summary>Threads or Processes. Optional.</summary>
    public const string Mode = "PARALLELJOB_MODE";

    /// <summary>What people call the worker. Optional.</summary>
    public const string Name = "PARALLELJOB_NAME";

    /// <summary>Within how many seconds of SIGTERM the worker must be gone. Optional.</summary>
    public const string GraceSeconds = "PARALLELJOB_GRACE_SECONDS";

    /// <summary>Port of the health endpoints; 0 for none. Optional.</summary>
    public const string HealthPort = "PARALLELJOB_HEALTH_PORT";

    /// <summary>The least that is logged. Optional.</summary>
    public const string LogLevel = "PARALLELJOB_LOG_LEVEL";

    /// <summary>Failures to act out, for tests; in the environment of the process alone, not in a file. Optional.</summary>
    public const string FailpointList = Failpoints.Variable;
}
