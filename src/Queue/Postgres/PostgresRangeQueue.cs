using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ParallelJobs.Queue.Faults;
using ParallelJobs.Queue.Postgres.Wire;

namespace ParallelJobs.Queue.Postgres;

/// <summary>
/// One worker's connection to one job in PostgreSQL: at most one connection, one statement an exchange, no session state. Safe for use by
/// several threads. A connection that is idle for half a minute is closed, and opened again by the next exchange.
/// </summary>
public sealed class PostgresRangeQueue : IRangeQueue, IAsyncDisposable
{
    private readonly NpgsqlDataSource _pool;
    private readonly bool _ownsPool;
    private readonly string _server;
    private readonly Guid _job;
    private readonly byte[] _secret;
    private readonly TimeProvider _time;
    private volatile bool _wasReached;

    /// <param name="uri">Of the role that workers log in as.</param>
    /// <param name="job">Its id.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="time">For <see cref="WaitAsync"/>; the system's by default.</param>
    public PostgresRangeQueue(QueueUri uri, Guid job, JobSecret secret, TimeProvider? time = null)
        : this(ConnectionPool.Open(uri, mostConnections: 1), uri.ToString(), job, secret, time) => _ownsPool = true;

    /// <summary>Over a pool that is shared with others, and stays theirs.</summary>
    internal PostgresRangeQueue(NpgsqlDataSource pool, string server, Guid job, JobSecret secret, TimeProvider? time = null)
    {
        (_pool, _server, _job, _secret) = (pool, server, job, secret.Bytes.ToArray());
        _time = time ?? TimeProvider.System;
    }

    public async ValueTask<ExchangeReply> ExchangeAsync(ExchangeReport report, CancellationToken cancellationToken)
    {
        try
        {
            PassFailpoints(report, Failpoint.BeforeLease, Failpoint.BeforeCommit);
            var reply = await SendAsync(report, cancellationToken);
            PassFailpoints(report, Failpoint.AfterLease, Failpoint.AfterCommit);
            _wasReached = true;
            return reply;
        }
        catch (Exception failure) when (ServerErrors.IsKnown(failure))
        {
            if (ServerErrors.IsOfStandby(failure))
            {
                _pool.Clear();
            }

            throw ServerErrors.ForWorker(failure, _server, _wasReached);
        }
    }

    /// <summary>Waits for the whole time: a notification would cost the server a connection that listens.</summary>
    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (atMost > TimeSpan.Zero)
        {
            await Task.Delay(atMost, _time, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _ownsPool ? _pool.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>An exchange that asks for leaves is a lease, one that settles any is a commit, and many are both.</summary>
    private void PassFailpoints(ExchangeReport report, Failpoint lease, Failpoint commit)
    {
        if (!Failpoints.AreSet)
        {
            return;
        }

        Pass(report.Want.Chunks > 0, lease);
        Pass(report.Settles.Any(settlement => !settlement.Done.IsEmpty), commit);

        void Pass(bool isThere, Failpoint point)
        {
            if (isThere && Failpoints.Hit(point) == FailpointAction.Disconnect)
            {
                _pool.Clear();
                throw new QueueUnavailableException($"the connection was lost at the failpoint {point}");
            }
        }
    }

    private async ValueTask<ExchangeReply> SendAsync(ExchangeReport report, CancellationToken cancellationToken)
    {
        await using var connection = await _pool.OpenConnectionAsync(cancellationToken);
        await using var command = Command(connection, report);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var reply = JsonSerializer.Deserialize(reader.GetFieldValue<string>(0), WireJsonContext.Default.ReplyMessage)!.ToReply();

        // The transaction is committed once the server is ready for the next one.
        await reader.NextResultAsync(cancellationToken);
        return reply;
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, ExchangeReport report)
    {
        var message = JsonSerializer.Serialize(ReportMessage.Of(report), WireJsonContext.Default.ReportMessage);
        byte[][] payloads = report.Settles.IsDefault ? [] : [.. report.Settles.Select(settlement => settlement.Payload.ToArray())];
        return new NpgsqlCommand("select paralleljobs.exchange_v1($1, $2, $3::jsonb, $4)::text", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = _job },
                new NpgsqlParameter<byte[]> { TypedValue = _secret },
                new NpgsqlParameter<string> { TypedValue = message, NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter<byte[][]> { TypedValue = payloads, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        };
    }
}
