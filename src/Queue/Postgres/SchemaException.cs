namespace ParallelJobs.Queue.Postgres;

/// <summary>The database cannot be brought to this program's schema as it is; the message says what has to be done first.</summary>
public sealed class SchemaException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The migrations that were applied, and stay so, before this went wrong.</summary>
    public IReadOnlyList<string> Applied { get; internal set; } = [];
}
