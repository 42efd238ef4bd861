using System.Globalization;
using Npgsql;

namespace ParallelJobs.Queue.Postgres.Connections;

/// <summary>
/// From the parts of a connection URI to Npgsql's settings. What stands behind the '?' wins over what stands before it, as with libpq.
/// </summary>
internal static class UriSettings
{
    // Npgsql refuses more.
    private const int MostSecondsToConnect = 1024;

    private static readonly string[] SessionAttributes = ["any", "read-write", "read-only", "primary", "standby", "prefer-standby"];

    private static readonly (string Word, SslMode Mode)[] SslModes =
    [
        ("disable", SslMode.Disable), ("allow", SslMode.Allow), ("prefer", SslMode.Prefer), ("require", SslMode.Require),
        ("verify-ca", SslMode.VerifyCA), ("verify-full", SslMode.VerifyFull),
    ];

    /// <exception cref="FormatException">Something is missing, or has no value that it may have.</exception>
    public static QueueUri Read(UriParts uri)
    {
        var given = uri.Parameters;
        var user = given.GetValueOrDefault(QueryParameters.User, uri.User);
        if (user.Length == 0)
        {
            throw new FormatException("the queue's URI names no user; write postgresql://USER@HOST/DATABASE");
        }

        var settings = new NpgsqlConnectionStringBuilder { Username = user };
        var password = given.GetValueOrDefault(QueryParameters.Password, uri.Password);
        settings.Password = password.Length == 0 ? null : password;
        var database = given.GetValueOrDefault(QueryParameters.Database, uri.Database);
        settings.Database = database.Length == 0 ? user : database;
        HostList.Enter(
            settings,
            given.TryGetValue(QueryParameters.Host, out var hosts) ? hosts.Split(',') : uri.Hosts,
            given.TryGetValue(QueryParameters.Port, out var ports) ? ports.Split(',') : uri.Ports);
        EnterEncryption(settings, given);
        EnterSession(settings, given);
        var pooler = given.GetValueOrDefault(QueryParameters.PgBouncer, "false");
        return pooler is "true" or "false"
            ? new QueueUri(settings, pooler == "true")
            : throw Wrong(QueryParameters.PgBouncer, pooler, ["true", "false"]);
    }

    private static void EnterEncryption(NpgsqlConnectionStringBuilder settings, IReadOnlyDictionary<string, string> given)
    {
        // Kerberos has no parameter here; trying it would cost a round trip at each connection.
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        settings.SslCertificate = given.GetValueOrDefault(QueryParameters.SslCertificate);
        settings.SslKey = given.GetValueOrDefault(QueryParameters.SslKey);
        settings.SslPassword = given.GetValueOrDefault(QueryParameters.SslPassword);
        var root = given.GetValueOrDefault(QueryParameters.SslRootCertificate);
        var isSystem = root == "system";
        settings.RootCertificate = isSystem ? null : root;
        settings.SslMode = isSystem ? SslMode.VerifyFull : SslMode.Prefer;
        if (!given.TryGetValue(QueryParameters.SslMode, out var word))
        {
            return;
        }

        var found = Array.FindIndex(SslModes, one => one.Word == word);
        if (found < 0)
        {
            throw Wrong(QueryParameters.SslMode, word, SslModes.Select(one => one.Word));
        }

        var mode = SslModes[found].Mode;
        if (isSystem && mode != SslMode.VerifyFull)
        {
            throw new FormatException(
                $"the queue's URI has sslrootcert=system with sslmode={word}; anybody has a certificate of the system's roots, so write verify-full");
        }

        // libpq: with a root certificate at hand, to require encryption is to verify by it.
        settings.SslMode = mode == SslMode.Require && root is not null ? SslMode.VerifyCA : mode;
    }

    private static void EnterSession(NpgsqlConnectionStringBuilder settings, IReadOnlyDictionary<string, string> given)
    {
        settings.ApplicationName = given.GetValueOrDefault(QueryParameters.ApplicationName, "paralleljobs");
        settings.Options = given.GetValueOrDefault(QueryParameters.Options);
        var timeout = given.GetValueOrDefault(QueryParameters.ConnectTimeout, "10");
        settings.Timeout = int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MostSecondsToConnect
            ? seconds
            : throw new FormatException(
                $"the queue's URI has connect_timeout '{timeout}', which is not whole seconds from 0 (no limit) to {MostSecondsToConnect}");

        // Of several hosts, the queue is where one can write. Of one, there is nothing to choose, and Npgsql would refuse to.
        var attributes = given.GetValueOrDefault(QueryParameters.TargetSessionAttributes, "read-write");
        if (!SessionAttributes.Contains(attributes))
        {
            throw Wrong(QueryParameters.TargetSessionAttributes, attributes, SessionAttributes);
        }

        if (settings.Host!.Contains(','))
        {
            settings.TargetSessionAttributes = attributes;
        }
    }

    private static FormatException Wrong(string parameter, string value, IEnumerable<string> choices) =>
        new($"the queue's URI has {parameter} '{value}', which is not one of {string.Join(", ", choices)}");
}
