using Npgsql;

namespace ParallelJobs.Queue.Postgres;

/// <summary>Where the queue is: a PostgreSQL URI, taken apart by this parser. Its text never shows the password.</summary>
public sealed class QueueUri
{
    internal NpgsqlConnectionStringBuilder Settings { get; }

    private QueueUri(NpgsqlConnectionStringBuilder settings) => Settings = settings;

    /// <summary>For a pool of so many connections at most.</summary>
    public NpgsqlConnectionStringBuilder ToConnectionString(int mostConnections) => throw new NotSupportedException();

    /// <exception cref="FormatException">Says what is wrong with the URI, without its password.</exception>
    public static QueueUri Parse(string uri) => throw new NotSupportedException();
}
