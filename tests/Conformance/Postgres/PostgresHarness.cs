using System.Collections.Concurrent;
using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Postgres;

/// <summary>
/// The queue in a real server, in a database whose clock the test sets. Databases are used again one after another, so that a suite of many
/// small tests makes few of them; every test's jobs are its own.
/// </summary>
public sealed class PostgresHarness : IQueueHarness
{
    private static readonly ConcurrentBag<TestDatabase> Free = [];

    private readonly TestDatabase _database;

    private PostgresHarness(TestDatabase database) => _database = database;

    public ILedger Ledger => _database.Ledger;

    public static async ValueTask<IQueueHarness> StartAsync() =>
        new PostgresHarness(Free.TryTake(out var database) ? database : await TestDatabase.CreateAsync());

    public IRangeQueue Connect(Guid job) => _database.Connect(job);

    public ValueTask AdvanceAsync(TimeSpan by) => _database.AdvanceAsync(by);

    public ValueTask DisposeAsync()
    {
        Free.Add(_database);
        return ValueTask.CompletedTask;
    }
}
