namespace ParallelJobs.Engine.Workers;

/// <summary>The least severe messages that are logged.</summary>
public enum LogThreshold
{
    Debug,
    Information,
    Warning,
    Error,
}
