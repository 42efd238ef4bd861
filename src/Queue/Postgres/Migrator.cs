using System.Data;
using Npgsql;
using ParallelJobs.Queue.Faults;

namespace ParallelJobs.Queue.Postgres;

/// <summary>
/// Applies the migrations that a database lacks, each in a transaction of its own under one lock, so that two migrators take turns.
/// </summary>
/// <param name="migrations">In order.</param>
/// <param name="program">The version of this program.</param>
internal sealed class Migrator(IReadOnlyList<Migration> migrations, Version program)
{
    /// <summary>The key of the advisory lock, of which every database has its own: "pjob", schema.</summary>
    private const long LockKey = 0x706A_6F62_0000_0001;

    private const string MakeRecord =
        """
        create table paralleljobs.migration (
            number              int primary key,
            name                text not null,
            applied_at          timestamptz not null default now(),
            min_program_version text not null
        )
        """;

    /// <summary>Waits for another migrator, as long as that takes.</summary>
    public static async Task LockAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        await ExecuteAsync(transaction, $"select pg_advisory_xact_lock({LockKey})", cancellationToken);

    /// <param name="applied">Receives the names of what is applied, each when it is committed.</param>
    /// <exception cref="SchemaException">The schema is not for this program, or a migration failed and left nothing.</exception>
    public async Task ApplyAsync(NpgsqlConnection connection, ICollection<string> applied, CancellationToken cancellationToken)
    {
        while (await ApplyNextAsync(connection, cancellationToken) is { } migration)
        {
            applied.Add(migration.Name);
        }
    }

    private async Task<Migration?> ApplyNextAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // Each statement sees what others have committed before it: after the lock, all that an earlier migrator did.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await LockAsync(transaction, cancellationToken);
        var recorded = await RecordedAsync(transaction, cancellationToken);
        var missing = migrations.FirstOrDefault(one => !recorded.Contains(one.Number));
        if (missing is not null)
        {
            await PassAsync(Failpoint.BeforeMigrate, connection);
            await ApplyAsync(missing, transaction, cancellationToken);
            await PassAsync(Failpoint.AfterMigrate, connection);
        }

        await transaction.CommitAsync(cancellationToken);
        return missing;
    }

    private static async Task PassAsync(Failpoint point, NpgsqlConnection connection)
    {
        if (Failpoints.AreSet && Failpoints.Hit(point) == FailpointAction.Disconnect)
        {
            await connection.CloseAsync();
            throw new QueueUnavailableException($"the connection was lost at the failpoint {point}");
        }
    }

    private static async Task ApplyAsync(Migration migration, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(transaction, migration.Sql, cancellationToken);
            await ExecuteAsync(transaction, Rights.CloseSchema, cancellationToken);
        }
        catch (PostgresException failure) when (!MigrationFailure.PassesOrIsDenied(failure))
        {
            throw new SchemaException($"the migration {migration.Name} failed and left nothing: {failure.MessageText} ({failure.SqlState})", failure);
        }

        const string Record = "insert into paralleljobs.migration (number, name, min_program_version) values ($1, $2, $3)";
        await using var command = new NpgsqlCommand(Record, transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = migration.Number });
        command.Parameters.Add(new() { Value = migration.Name });
        command.Parameters.Add(new() { Value = migration.LeastProgram.ToString() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The numbers of the migrations that the database has; makes the place to record them, where there is none.</summary>
    private async Task<HashSet<int>> RecordedAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (!await IsAsync("to_regclass('paralleljobs.migration') is not null"))
        {
            // Where an administrator made the schema beforehand, its owner need not be allowed to make any.
            if (!await IsAsync("to_regnamespace('paralleljobs') is not null"))
            {
                await ExecuteAsync(transaction, "create schema paralleljobs", cancellationToken);
            }

            await ExecuteAsync(transaction, MakeRecord, cancellationToken);
        }

        var recorded = new HashSet<int>();
        const string Read = "select number, name, min_program_version from paralleljobs.migration order by number";
        await using var command = new NpgsqlCommand(Read, transaction.Connection, transaction);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            Check(rows.GetString(1), rows.GetString(2));
            recorded.Add(rows.GetInt32(0));
        }

        return recorded;

        async Task<bool> IsAsync(string condition) => (bool)(await ScalarAsync(transaction, "select " + condition, cancellationToken))!;
    }

    /// <summary>A newer schema is no reason to refuse by itself: migrations only add, unless they say otherwise.</summary>
    private void Check(string migration, string leastProgram)
    {
        if (!Version.TryParse(leastProgram, out var least) || least > program)
        {
            throw new SchemaException(
                $"the database's schema has the migration {migration}, which needs version {leastProgram} of this program or later,"
                + $" and this is {program}; use a newer one");
        }
    }

    private static async Task<object?> ScalarAsync(NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
