using Npgsql;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Conformance.Postgres;

/// <summary>A database with the queue's schema, whose clock stands still until it is told to go on.</summary>
internal sealed class TestDatabase
{
    private const string ManualClock = """
        create table paralleljobs.test_clock (now timestamptz not null);
        insert into paralleljobs.test_clock values ('2026-01-01');
        create or replace function paralleljobs.ledger_clock() returns timestamptz language sql volatile as
            'select now from paralleljobs.test_clock';
        """;

    private readonly NpgsqlDataSource _owner;

    private readonly NpgsqlDataSource _workers;

    private TestDatabase(QueueUri uri)
    {
        Ledger = new PostgresLedger(uri, new byte[32]);
        _owner = ConnectionPool.Open(uri, mostConnections: 1);
        _workers = ConnectionPool.Open(uri, mostConnections: 4);
    }

    public PostgresLedger Ledger { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var server = await SharedPostgres.GetAsync();
        var uri = QueueUri.Parse(server.SuperuserUri(await server.CreateDatabaseAsync()));
        await Schema.MigrateAsync(uri, workerPassword: null, CancellationToken.None);
        var database = new TestDatabase(uri);
        await using var clock = database._owner.CreateCommand(ManualClock);
        await clock.ExecuteNonQueryAsync();
        return database;
    }

    /// <summary>Many workers share few connections: nothing of a worker is in its connection.</summary>
    public IRangeQueue Connect(Guid job) => new PostgresRangeQueue(_workers, "the test server", job, Ledger.SecretOf(job));

    public async ValueTask AdvanceAsync(TimeSpan by)
    {
        await using var command = _owner.CreateCommand("update paralleljobs.test_clock set now = now + $1");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = by });
        await command.ExecuteNonQueryAsync();
    }
}
