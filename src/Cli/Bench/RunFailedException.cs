namespace ParallelJobs.Cli.Bench;

/// <summary>A run of the experiment did not come to a result, so there is nothing to compare.</summary>
internal sealed class RunFailedException(string message) : Exception(message);
