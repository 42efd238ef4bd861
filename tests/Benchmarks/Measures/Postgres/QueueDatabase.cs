using Npgsql;
using ParallelJobs.Benchmarks.Tools;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>A database of one reading's own, new and empty, with its owner and its workers; dropped with it.</summary>
internal sealed class QueueDatabase : IAsyncDisposable
{
    /// <summary>From which the secrets of its jobs are made, as hexadecimal digits.</summary>
    public static readonly string OwnerKey = new('0', 64);

    private readonly string _name;
    private readonly List<IAsyncDisposable> _opened = [];

    private QueueDatabase(PostgresServer server, string name)
    {
        (Server, _name) = (server, name);
        Ledger = new PostgresLedger(QueueUri.Parse(OwnerUri = server.SuperuserUri(name)), Convert.FromHexString(OwnerKey));
        WorkerUri = $"postgresql://{Schema.WorkerRole}:{QueueServer.WorkerPassword}@127.0.0.1:{server.Port}/{name}";
    }

    public PostgresServer Server { get; }

    public PostgresLedger Ledger { get; }

    public string OwnerUri { get; }

    public string WorkerUri { get; }

    public static async Task<QueueDatabase> CreateAsync(CancellationToken cancellationToken)
    {
        var (server, template) = await QueueServer.StartAsync(cancellationToken);
        return new QueueDatabase(server, await server.CreateDatabaseAsync(template, cancellationToken));
    }

    /// <summary>A worker's way to a job, with a connection of its own, as a worker has it.</summary>
    public IRangeQueue Connect(Guid job, FaultProxy? through = null)
    {
        var uri = QueueUri.Parse(through?.Through(WorkerUri) ?? WorkerUri);
        var queue = new PostgresRangeQueue(uri, job, Ledger.SecretOf(job));
        _opened.Add(queue);
        return queue;
    }

    /// <summary>Connections that many workers share one exchange at a time, as behind a pooler.</summary>
    public NpgsqlDataSource OpenPool(int connections)
    {
        var pool = ConnectionPool.Open(QueueUri.Parse(WorkerUri), connections);
        _opened.Add(pool);
        return pool;
    }

    public IRangeQueue Connect(Guid job, NpgsqlDataSource pool) => new PostgresRangeQueue(pool, "the benchmark's server", job, Ledger.SecretOf(job));

    /// <summary>The first column of the first row.</summary>
    public async Task<T> QueryAsync<T>(string sql, CancellationToken cancellationToken) =>
        (T)(await Server.ExecuteAsync(_name, sql, cancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
        {
            await opened.DisposeAsync();
        }

        await Ledger.DisposeAsync();
        await Server.DropDatabaseAsync(_name);
    }
}
