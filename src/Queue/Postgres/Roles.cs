using System.Data;
using Npgsql;

namespace ParallelJobs.Queue.Postgres;

/// <summary>
/// The role that workers log in as, and what it may: execute the functions <c>exchange_vN</c>, and nothing else. Roles belong to the server
/// and not to a database, so migrators of two databases may meet here in spite of their locks.
/// </summary>
internal sealed class Roles
{
    private const string Role = Schema.WorkerRole;
    private const string ConnectionLimit = "CONNECTION LIMIT 1000";
    private const int Attempts = 10;

    private static readonly string[] Settings =
    [
        $"ALTER ROLE {Role} SET statement_timeout = '30s'",
        $"ALTER ROLE {Role} SET lock_timeout = '15s'",
        $"ALTER ROLE {Role} SET idle_in_transaction_session_timeout = '10s'",
        // Whatever the database's default is: an exchange is refused in any other.
        $"ALTER ROLE {Role} SET default_transaction_isolation = 'read committed'",
    ];

    private readonly NpgsqlTransaction _transaction;
    private readonly string _setPassword;
    private readonly CancellationToken _cancellationToken;

    private Roles(NpgsqlTransaction transaction, string? verifier, CancellationToken cancellationToken)
    {
        _transaction = transaction;
        _setPassword = verifier is null ? "" : $" PASSWORD '{verifier}'";
        _cancellationToken = cancellationToken;
    }

    /// <param name="verifier">Of the worker role's password, to be set now; null leaves it as it is.</param>
    /// <returns>Null, or in a sentence what an administrator has to run, since this user may not.</returns>
    public static async Task<string?> SetUpAsync(NpgsqlConnection connection, string? verifier, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Npgsql gives a connection up at an error of class XX, as one collision is.
                if (connection.State != ConnectionState.Open)
                {
                    await connection.CloseAsync();
                    await connection.OpenAsync(cancellationToken);
                }

                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                var left = await new Roles(transaction, verifier, cancellationToken).SetUpAsync();
                await transaction.CommitAsync(cancellationToken);
                return left;
            }
            catch (PostgresException failure) when (IsCollision(failure) && attempt < Attempts)
            {
                // The other migrator has committed by now: the next attempt finds the role as it left it.
                continue;
            }
        }
    }

    private async Task<string?> SetUpAsync()
    {
        await Migrator.LockAsync(_transaction, _cancellationToken);
        await RunAsync(Rights.CloseSchema, Rights.CloseDatabase);
        var isThere = await IsAsync($"exists (select from pg_roles where rolname = '{Role}')");
        if (!isThere && !await IsAsync("(select rolsuper or rolcreaterole from pg_roles where rolname = current_user)"))
        {
            return $"the migrations are applied, but this user may not create the role that workers log in as; let an administrator run"
                + $" \"CREATE ROLE {Role} LOGIN PASSWORD '...' {ConnectionLimit}; {string.Join("; ", Settings)};\" and then migrate again";
        }

        if (!isThere)
        {
            await RunAsync([$"CREATE ROLE {Role} LOGIN{_setPassword} {ConnectionLimit}", .. Settings]);
        }

        await RunAsync(Rights.OpenToWorkers);
        return !isThere || _setPassword.Length == 0 || await IsAllowedAsync($"ALTER ROLE {Role}{_setPassword}")
            ? null
            : $"the migrations are applied, but this user may not set the password of the role {Role}; let an administrator run"
                + $" \"ALTER ROLE {Role} PASSWORD '...';\", or migrate without a password";
    }

    private async Task<bool> IsAllowedAsync(string statement)
    {
        const string Before = "before";
        await _transaction.SaveAsync(Before, _cancellationToken);
        try
        {
            await RunAsync(statement);
            return true;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            await _transaction.RollbackAsync(Before, _cancellationToken);
            return false;
        }
    }

    private async Task<bool> IsAsync(string condition)
    {
        await using var command = new NpgsqlCommand("select " + condition, _transaction.Connection, _transaction);
        return (bool)(await command.ExecuteScalarAsync(_cancellationToken))!;
    }

    private async Task RunAsync(params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, _transaction.Connection, _transaction);
            await command.ExecuteNonQueryAsync(_cancellationToken);
        }
    }

    // Two made the role at once, or changed the same row of a catalog ("tuple concurrently updated", which has no code of its own).
    private static bool IsCollision(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.InternalError;
}
