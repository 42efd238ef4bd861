namespace ParallelJobs.Queue.Postgres.Connections;

/// <summary>The parameters behind the '?' of a connection URI.</summary>
internal static class QueryParameters
{
    public const string User = "user";
    public const string Password = "password";
    public const string Host = "host";
    public const string Port = "port";
    public const string Database = "dbname";
    public const string SslMode = "sslmode";
    public const string SslRootCertificate = "sslrootcert";
    public const string SslCertificate = "sslcert";
    public const string SslKey = "sslkey";
    public const string SslPassword = "sslpassword";
    public const string ConnectTimeout = "connect_timeout";
    public const string ApplicationName = "application_name";
    public const string TargetSessionAttributes = "target_session_attrs";
    public const string Options = "options";

    /// <summary>Ours, not libpq's: there is a PgBouncer in transaction mode between.</summary>
    public const string PgBouncer = "pgbouncer";

    private static readonly string[] Known =
    [
        SslMode, SslRootCertificate, SslCertificate, SslKey, SslPassword, ConnectTimeout, ApplicationName, TargetSessionAttributes, Options, User,
        Password, Host, Port, Database, PgBouncer,
    ];

    /// <exception cref="FormatException">One is unknown, given twice, or has no value.</exception>
    public static IReadOnlyDictionary<string, string> Read(string query)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        if (query.Length == 0)
        {
            return read;
        }

        var behindSecret = false;
        foreach (var (index, pair) in query.Split('&').Index())
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = PercentEncoding.Decode(equals < 0 ? pair : pair[..equals], "the name of a parameter");
            if (!Known.Contains(name))
            {
                // Behind a password that has an '&' of its own, this is the rest of the password.
                var which = behindSecret || equals < 0 ? $"as parameter {index + 1} something unknown" : $"an unknown parameter '{name}'";
                throw new FormatException($"the queue's URI has {which}; there are {string.Join(", ", Known)}");
            }

            if (equals < 0)
            {
                throw new FormatException($"the queue's URI has a parameter {name} without a value; write {name}=VALUE");
            }

            if (!read.TryAdd(name, PercentEncoding.Decode(pair[(equals + 1)..], name)))
            {
                throw new FormatException($"the queue's URI has the parameter {name} twice; give it once");
            }

            behindSecret |= name is Password or SslPassword;
        }

        return read;
    }
}
