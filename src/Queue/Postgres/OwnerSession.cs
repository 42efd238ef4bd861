using Npgsql;
using NpgsqlTypes;
using ParallelJobs.Queue.Postgres.Wire;

namespace ParallelJobs.Queue.Postgres;

/// <summary>Sends the owner's statements, each a transaction of its own, and says what their failures mean. Thread-safe.</summary>
internal sealed class OwnerSession(NpgsqlDataSource pool, string server) : IAsyncDisposable
{
    /// <summary>All rows of a statement with the parameters $1, $2, …</summary>
    public async ValueTask<IReadOnlyList<T>> ReadAsync<T>(
        Guid job, string statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object?[] parameters)
    {
        try
        {
            await using var command = pool.CreateCommand(statement);
            command.Parameters.AddRange(parameters.Select(Parameter).ToArray());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        catch (Exception failure) when (ServerErrors.IsKnown(failure))
        {
            if (ServerErrors.IsOfStandby(failure))
            {
                pool.Clear();
            }

            throw ServerErrors.ForOwner(failure, server, job);
        }
    }

    /// <summary>The value of a function of the schema.</summary>
    public async ValueTask<T> CallAsync<T>(Guid job, string function, CancellationToken cancellationToken, params object?[] arguments)
    {
        var places = string.Join(", ", arguments.Select((_, index) => $"${index + 1}"));
        var rows = await ReadAsync(
            job, $"select paralleljobs.{function}({places})", static row => row.GetFieldValue<T>(0), cancellationToken, arguments);
        return rows[0];
    }

    /// <summary>A function without a value.</summary>
    public async ValueTask CallAsync(Guid job, string function, CancellationToken cancellationToken, params object?[] arguments)
    {
        var places = string.Join(", ", arguments.Select((_, index) => $"${index + 1}"));
        await ReadAsync(job, $"select from paralleljobs.{function}({places})", static _ => true, cancellationToken, arguments);
    }

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
        PositionSet positions => new NpgsqlParameter { Value = Multirange.Format(positions), NpgsqlDbType = NpgsqlDbType.Unknown },
        string text => new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Text },
        _ => new NpgsqlParameter { Value = value },
    };
}
