namespace ParallelJobs.Operator.Options;

/// <summary>How a line of the log is written.</summary>
internal enum LogFormat
{
    /// <summary>One JSON object, for programs.</summary>
    Json,

    /// <summary>For people.</summary>
    Text,
}
