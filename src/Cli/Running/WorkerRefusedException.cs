namespace ParallelJobs.Cli.Running;

/// <summary>A worker of the run can never work, and said why.</summary>
internal sealed class WorkerRefusedException(string message) : Exception(message);
