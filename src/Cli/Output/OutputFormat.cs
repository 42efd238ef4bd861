namespace ParallelJobs.Cli.Output;

/// <summary>How an answer is printed.</summary>
internal enum OutputFormat
{
    Text,
    Json,
}
