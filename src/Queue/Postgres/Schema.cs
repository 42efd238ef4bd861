using Npgsql;

namespace ParallelJobs.Queue.Postgres;

/// <summary>The queue's tables and functions in a database.</summary>
public static class Schema
{
    /// <summary>The role that workers log in as.</summary>
    public const string WorkerRole = "paralleljobs_worker";

    private const int OldestServer = 14;

    /// <summary>
    /// Brings the database to this program's schema, and makes sure of the worker role and its rights; changes nothing where all is there already.
    /// Safe to run by several processes at once.
    /// </summary>
    /// <param name="uri">The owner's, directly at the server (not through a pooler in transaction mode).</param>
    /// <param name="workerPassword">
    /// Set on the worker role; printable ASCII. Null makes the role without one, or leaves what it has. The server gets only what SCRAM-SHA-256
    /// derives from it.
    /// </param>
    /// <returns>The migrations applied now, by name.</returns>
    /// <exception cref="SchemaException">
    /// The server, the database or the rights of this user do not allow it; says what has to be done first.
    /// </exception>
    /// <exception cref="QueueAccessDeniedException">The server does not let this user in, or not at the schema.</exception>
    /// <exception cref="QueueUnavailableException">The server cannot be reached; a migration under way has left nothing.</exception>
    /// <exception cref="FormatException">The worker's password, or a certificate file that the URI names, cannot be used.</exception>
    public static Task<IReadOnlyList<string>> MigrateAsync(QueueUri uri, string? workerPassword, CancellationToken cancellationToken) =>
        MigrateAsync(uri, workerPassword, Migration.All, ThisProgram, cancellationToken);

    /// <summary>
    /// The same for who knows how workers log in: sets the worker role's password to the one of their URI where the server refuses that, and else leaves
    /// it alone, as a role that somebody else manages wants it. Safe to run by several processes at once.
    /// </summary>
    /// <param name="uri">The owner's, directly at the server.</param>
    /// <param name="workers">The workers', with their password.</param>
    /// <param name="cancellationToken">Ends it; a migration under way leaves nothing.</param>
    /// <returns>The migrations applied now, by name.</returns>
    /// <exception cref="SchemaException">As for the other.</exception>
    /// <exception cref="QueueAccessDeniedException">The server does not let the owner in, or not at the schema.</exception>
    /// <exception cref="QueueUnavailableException">The server cannot be reached.</exception>
    /// <exception cref="FormatException">The worker's password, or a certificate file that a URI names, cannot be used.</exception>
    public static async Task<IReadOnlyList<string>> MigrateForWorkersAsync(QueueUri uri, QueueUri workers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workers);
        var applied = await MigrateAsync(uri, workerPassword: null, cancellationToken);
        if (await WorkerLogin.RefusedPasswordAsync(workers, cancellationToken) is { } password)
        {
            await MigrateAsync(uri, password, cancellationToken);
        }

        return applied;
    }

    internal static Version ThisProgram { get; } = new(typeof(Schema).Assembly.GetName().Version!.ToString(fieldCount: 3));

    internal static async Task<IReadOnlyList<string>> MigrateAsync(
        QueueUri uri, string? workerPassword, IReadOnlyList<Migration> migrations, Version program, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.ThroughPgBouncer)
        {
            throw new SchemaException(
                $"{uri} is behind PgBouncer, and migrations hold a lock that needs a connection of its own;"
                + " give a URI of the server itself, without pgbouncer=true");
        }

        var verifier = workerPassword is null ? null : ScramVerifier.Of(workerPassword);
        var applied = new List<string>();
        try
        {
            await using var connection = new NpgsqlConnection(Direct(uri));
            await connection.OpenAsync(cancellationToken);
            CheckServer(connection.PostgreSqlVersion);
            CheckEncoding(connection.Database, connection.PostgresParameters["server_encoding"]);
            await new Migrator(migrations, program).ApplyAsync(connection, applied, cancellationToken);
            var left = await Roles.SetUpAsync(connection, verifier, cancellationToken);
            return left is not null ? throw new SchemaException(left) : applied;
        }
        catch (SchemaException failure)
        {
            failure.Applied = applied;
            throw;
        }
        catch (Exception failure) when (MigrationFailure.IsOne(failure))
        {
            throw MigrationFailure.Of(failure, uri);
        }
    }

    /// <exception cref="SchemaException">It lacks what the schema is made of: multiranges came with 14.</exception>
    internal static void CheckServer(Version server)
    {
        if (server.Major < OldestServer)
        {
            throw new SchemaException($"the server is PostgreSQL {server}, and the queue needs {OldestServer} or later; upgrade it");
        }
    }

    /// <exception cref="SchemaException">It cannot hold every message: a report with one that it cannot would be refused for ever.</exception>
    private static void CheckEncoding(string database, string encoding)
    {
        if (encoding != "UTF8")
        {
            throw new SchemaException(
                $"the database {database} has the encoding {encoding}, and the messages of leaves need UTF8;"
                + " make one with: createdb --template template0 --encoding UTF8");
        }
    }

    private static string Direct(QueueUri uri)
    {
        var settings = uri.ToConnectionString(mostConnections: 1);
        settings.Pooling = false;
        settings.MaxAutoPrepare = 0;
        return settings.ConnectionString;
    }
}
