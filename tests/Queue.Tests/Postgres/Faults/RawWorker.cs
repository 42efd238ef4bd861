using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Somebody who knows the workers' password, and needs no program of ours to use it.</summary>
internal sealed class RawWorker(NpgsqlConnection connection) : IAsyncDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RawWorker> LogInAsync(JobUnderTest job)
    {
        var settings = QueueUri.Parse(job.WorkerUri).ToConnectionString(mostConnections: 1);
        settings.Pooling = false;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(Token);
        return new RawWorker(connection);
    }

    /// <summary>The error's SQLSTATE, or null when the statement was carried out.</summary>
    public async Task<string?> TryAsync(string statement)
    {
        try
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(Token);
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    public async Task<T> AskAsync<T>(string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }

    /// <summary>The reply.</summary>
    public async Task<JsonNode> ExchangeAsync(Guid job, byte[]? secret, string report, params byte[]?[] payloads)
    {
        await using var command = new NpgsqlCommand("select paralleljobs.exchange_v1($1, $2, $3::jsonb, $4)::text", connection)
        {
            Parameters =
            {
                new() { Value = job },
                new() { Value = (object?)secret ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                new() { Value = report, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = payloads, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        };
        return JsonNode.Parse((string)(await command.ExecuteScalarAsync(Token))!)!;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
