namespace ParallelJobs.Queue.Postgres;

/// <summary>The database has not the schema that this program needs; the message says what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
