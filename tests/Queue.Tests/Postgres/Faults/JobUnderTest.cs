using System.Runtime.CompilerServices;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.History;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>A job in a database of its own, whose history is written down from the beginning.</summary>
internal sealed class JobUnderTest : IAsyncDisposable
{
    /// <summary>The role belongs to the server, so all tests give it the same one.</summary>
    public const string WorkerPassword = "of-all-tests";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    /// <summary>A database of each server with the schema and the history's triggers, to be copied.</summary>
    private static readonly ConditionalWeakTable<PostgresServer, Lazy<Task<string>>> Templates = [];

    private readonly List<IAsyncDisposable> _opened = [];

    private readonly bool _hasHistory;

    private JobUnderTest(PostgresServer server, string database, JobDefinition definition, bool hasHistory)
    {
        _hasHistory = hasHistory;
        (Server, Database, Definition) = (server, database, definition);
        History = new LedgerHistory(server, database);
        Ledger = OpenLedger();
    }

    public PostgresServer Server { get; }

    public string Database { get; }

    public JobDefinition Definition { get; }

    public Guid Id => Definition.Id;

    public LedgerHistory History { get; }

    public PostgresLedger Ledger { get; }

    public string OwnerUri => Server.SuperuserUri(Database);

    public string WorkerUri => $"postgresql://{Schema.WorkerRole}:{WorkerPassword}@127.0.0.1:{Server.Port}/{Database}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static JobDefinition Of(long leaves, TimeSpan? lease = null) => new()
    {
        Id = Guid.NewGuid(),
        SpecHash = "spec",
        Leaves = leaves,
        LeafItems = 10,
        ShortPosition = leaves - 1,
        ShortItems = 5,
        MaxAttempts = 3,
        Backoff = TimeSpan.Zero,
        MaxBackoff = TimeSpan.Zero,
        OnExhausted = OnExhausted.DeadLetter,
        MaxFailedItems = long.MaxValue,
        LeaseDuration = lease ?? TimeSpan.FromSeconds(30),
    };

    /// <param name="history">Whether it is checked in the end: then the job has no more leaves than fit into memory.</param>
    /// <param name="rights">Whether the rights of the database itself are as in a real one; a copy of a database has not its rights.</param>
    public static async Task<JobUnderTest> StartAsync(PostgresServer server, JobDefinition definition, bool history = true, bool rights = false)
    {
        var template = await Templates.GetValue(server, static one => new Lazy<Task<string>>(() => MakeTemplateAsync(one))).Value;
        var database = await server.CreateDatabaseAsync(template, Token);
        if (rights)
        {
            await Schema.MigrateAsync(QueueUri.Parse(server.SuperuserUri(database)), WorkerPassword, Token);
        }

        var job = new JobUnderTest(server, database, definition, history);
        await job.Ledger.CreateAsync(definition, Token);
        return job;
    }

    /// <summary>Another folder's, as another process would have it.</summary>
    public PostgresLedger OpenLedger(string? uri = null) => Opened(new PostgresLedger(QueueUri.Parse(uri ?? OwnerUri), new byte[32]));

    /// <summary>A worker's connection, under the workers' role.</summary>
    public PostgresRangeQueue Connect(string? uri = null) => Connect(Id, Ledger.SecretOf(Id), uri);

    public PostgresRangeQueue Connect(Guid job, JobSecret secret, string? uri = null) =>
        Opened(new PostgresRangeQueue(QueueUri.Parse(uri ?? WorkerUri), job, secret));

    public TestWorker Worker() => new(Connect(), Definition.SpecHash);

    public async Task<T> AskAsync<T>(string sql) => (T)(await Server.ExecuteAsync(Database, sql, Token))!;

    /// <summary>Where every position is, and what has come of it.</summary>
    public Task<string> PositionsAsync() => AskAsync<string>("""
        select concat_ws(' ',
            (select string_agg((t.job, t.next_position, t.pending_leaves, t.in_flight)::text, ';' order by t.job) from paralleljobs.cursor t),
            (select string_agg(t::text, ';' order by t.token) from paralleljobs.lease t),
            (select string_agg(t::text, ';' order by t.id) from paralleljobs.pending t),
            (select string_agg(t::text, ';' order by t.id) from paralleljobs.dead t),
            (select string_agg(t::text, ';' order by t.id) from paralleljobs.partial t),
            (select string_agg(t::text, ';' order by t.job) from paralleljobs.result t))
        """);

    /// <summary>All that the ledger holds: what is the same when nothing has changed.</summary>
    public async Task<string> RowsAsync() => await PositionsAsync() + await AskAsync<string>("""
        select concat_ws(' ',
            (select string_agg(t::text, ';' order by t.id) from paralleljobs.job t),
            (select string_agg(t::text, ';' order by t.job) from paralleljobs.cursor t),
            (select string_agg(t::text, ';' order by t.incarnation) from paralleljobs.worker t))
        """);

    /// <summary>Of the owner: a pool may still hold connections to a server that has gone meanwhile.</summary>
    public static async Task<T> InsistAsync<T>(Func<ValueTask<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (QueueUnavailableException)
            {
                await Task.Delay(Poll, Token);
            }
        }
    }

    public async Task AssertSoundAsync() => Assert.Empty(await InsistAsync(() => Ledger.VerifyAsync(Id, Token)));

    /// <summary>Folds, and looks at the ledger after each fold, until the job is over; a server that is away is waited for.</summary>
    public async Task<FoldedResult> FoldUntilTerminalAsync(PostgresLedger? ledger = null)
    {
        var folder = ledger ?? Ledger;
        while (true)
        {
            var result = await InsistAsync(() => folder.FoldAsync(Id, RangeTally.Merge, Token));
            Assert.Empty(await InsistAsync(() => folder.VerifyAsync(Id, Token)));
            if (result.State.IsTerminal())
            {
                return result;
            }

            await Task.Delay(Poll, Token);
        }
    }

    /// <summary>Right workers do what is left, and the whole of it is held against what it must be.</summary>
    public async Task FinishAsync(int workers = 2, long leaves = 100)
    {
        var working = Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(new PatientQueue(Connect()), leaves), Token)).ToArray();
        await FoldUntilTerminalAsync();
        await Task.WhenAll(working);
        await AssertWholeAsync();
    }

    /// <summary>Takes and settles until it hears that the job is over.</summary>
    public async Task WorkAsync(IRangeQueue queue, long leaves)
    {
        var worker = new TestWorker(queue, Definition.SpecHash);
        while (true)
        {
            var reply = await worker.SendAsync(worker.Report(new Want(1, 1, leaves, 1), [.. worker.Held.Select(lease => lease.Done())]));
            if (reply.State.IsTerminal())
            {
                return;
            }

            if (reply.Leases.IsEmpty)
            {
                await queue.WaitAsync(reply.NextExchangeAfter, Token);
            }
        }
    }

    /// <summary>Complete; the result is of every leaf that is not dead, once; the rows are sound, and the history is clean.</summary>
    public async Task AssertWholeAsync()
    {
        var result = await InsistAsync(() => Ledger.FoldAsync(Id, RangeTally.Merge, Token));
        var dead = await AskAsync<string>($"select coalesce(range_agg(range), '{{}}')::text from paralleljobs.dead where job = '{Id}'");
        var gone = PositionSet.Of(HistoryRange.Parse(dead).Select(range => new PositionRange(range.First, range.End)));
        var whole = PositionSet.Of(0, Definition.Leaves).Except(gone);

        Assert.Equal(JobState.Complete, result.State);
        Assert.Equal(whole, RangeTally.Positions(result.Payload));
        Assert.Equal(whole, result.Covered);
        await AssertSoundAsync();
        if (_hasHistory)
        {
            await AssertHistoryAsync();
        }
    }

    public async Task AssertHistoryAsync() => Assert.Empty(await History.CheckAsync(Id, Token));

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _opened)
        {
            await one.DisposeAsync();
        }

        if (SharedPostgres.Is(Server))
        {
            await Server.DropDatabaseAsync(Database, CancellationToken.None);
        }
    }

    private static async Task<string> MakeTemplateAsync(PostgresServer server)
    {
        var template = await server.CreateDatabaseAsync();
        await Schema.MigrateAsync(QueueUri.Parse(server.SuperuserUri(template)), WorkerPassword, CancellationToken.None);
        await new LedgerHistory(server, template).InstallAsync(CancellationToken.None);
        return template;
    }

    private T Opened<T>(T one)
        where T : IAsyncDisposable
    {
        lock (_opened)
        {
            _opened.Add(one);
        }

        return one;
    }
}
