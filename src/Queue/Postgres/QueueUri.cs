using Npgsql;
using ParallelJobs.Queue.Postgres.Connections;

namespace ParallelJobs.Queue.Postgres;

/// <summary>
/// Where the queue is: a PostgreSQL connection URI as libpq defines it (PostgreSQL documentation, "Connection URIs"), with the parameters that
/// mean something to a queue. Its text never shows a password. Immutable.
/// </summary>
public sealed class QueueUri
{
    private const int SecondsIdle = 30;

    internal QueueUri(NpgsqlConnectionStringBuilder settings, bool throughPgBouncer)
    {
        Settings = settings;
        ThroughPgBouncer = throughPgBouncer;
    }

    /// <summary>Of the first host.</summary>
    public int Port => Settings.Port;

    /// <summary>What the URI says: where, as whom, how. Not to be changed.</summary>
    internal NpgsqlConnectionStringBuilder Settings { get; }

    /// <summary>The URI says <c>pgbouncer=true</c>: a connection keeps nothing from one transaction to the next.</summary>
    public bool ThroughPgBouncer { get; }

    /// <summary>
    /// For a pool of so many connections at most. A connection is closed when it was idle for 30 s, and keeps no session state, so nothing has to
    /// be reset. A command ends by its cancellation token alone, and then at once, whether or not the server answers.
    /// </summary>
    public NpgsqlConnectionStringBuilder ToConnectionString(int mostConnections)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostConnections, 1);
        return new NpgsqlConnectionStringBuilder(Settings.ConnectionString)
        {
            Pooling = true,
            MinPoolSize = 0,
            MaxPoolSize = mostConnections,
            ConnectionIdleLifetime = SecondsIdle,
            ConnectionPruningInterval = SecondsIdle / 3,
            Multiplexing = false,
            Enlist = false,
            NoResetOnClose = true,
            CommandTimeout = 0,
            // Milliseconds; -1: the request to cancel is sent, and nobody waits for what becomes of it.
            CancellationTimeout = -1,
            TcpKeepAlive = true,
            // The pooler hands each transaction to another session, which knows no statement of ours.
            MaxAutoPrepare = ThroughPgBouncer ? 0 : 4,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
    }

    /// <summary>As whom, where and at which database; no password, no parameters.</summary>
    public override string ToString()
    {
        var hosts = Settings.Host!;
        if (!hosts.Contains(','))
        {
            hosts = $"{HostList.Bracketed(hosts)}:{Settings.Port}";
        }

        return $"postgresql://{Uri.EscapeDataString(Settings.Username!)}@{EscapedHosts(hosts)}/{Uri.EscapeDataString(Settings.Database!)}";
    }

    /// <exception cref="FormatException">Says what is wrong with the URI, without its password.</exception>
    public static QueueUri Parse(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return UriSettings.Read(UriParts.Split(uri));
    }

    private static string EscapedHosts(string hosts) =>
        string.Concat(hosts.Select(one => one is ',' or ':' or '[' or ']' ? one.ToString() : Uri.EscapeDataString(one.ToString())));
}
