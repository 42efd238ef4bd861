using System.Globalization;
using System.Text.Json;
using Npgsql;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Fold;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>
/// A job in a real server, folded by this process and computed by worker programs of their own. Its workers are killed when it is disposed of.
/// For one test.
/// </summary>
internal sealed class FaultJob : IAsyncDisposable
{
    private const int MostConnections = 6;

    private readonly Lock _lock = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("worker-faults-");
    private readonly CancellationTokenSource _over = new();
    private readonly List<Worker> _workers = [];
    private Task<FoldedResult>? _folding;

    private FaultJob(FaultDatabase database, JobPlan plan) => (Database, Plan) = (database, plan);

    public FaultDatabase Database { get; }

    public PostgresLedger Ledger => Database.Ledger;

    public JobPlan Plan { get; }

    public Guid Id => Plan.Definition.Id;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="spec">What is computed.</param>
    /// <param name="server">Null for the one that tests share.</param>
    /// <param name="enter">Whether it is entered in the ledger at once.</param>
    public static async Task<FaultJob> StartAsync(ParallelJobSpec spec, PostgresServer? server = null, bool enter = true)
    {
        var job = new FaultJob(await FaultDatabase.CreateAsync(server, Token), PlanOf(spec));
        if (enter)
        {
            await job.EnterAsync();
        }

        return job;
    }

    public static JobPlan PlanOf(ParallelJobSpec spec) => JobPlan.Of(new ParallelJob { Metadata = new ObjectMeta { Name = "faults" }, Spec = spec });

    /// <summary>Enters the job in the ledger and folds it from now on, until it ends.</summary>
    public async Task EnterAsync(bool paused = false)
    {
        await Ledger.CreateAsync(Plan.Definition, Token);
        if (paused)
        {
            await Ledger.PauseAsync(Id, Token);
        }

        Fold();
    }

    /// <summary>Folds from now on.</summary>
    public void Fold() => _folding = new FoldLoop(new JobFold(Plan, Ledger), new FoldLoopOptions()).RunAsync(_over.Token);

    public Worker Start(WorkerStart? start = null)
    {
        start ??= new WorkerStart();
        lock (_lock)
        {
            var name = $"worker-{_workers.Count}";
            var manifest = Path.Combine(_folder.FullName, $"{name}.json");
            File.WriteAllText(manifest, JsonSerializer.Serialize((start.Manifest ?? Plan).Job, ContractsJsonContext.Default.ParallelJob));
            var variables = start.Variables(name, Id, Database.WorkerUri, Ledger.SecretOf(Id).ToText(), manifest);
            var worker = new Worker(name, TestProcess.Start(Path.Combine(AppContext.BaseDirectory, start.Program), [], variables));
            _workers.Add(worker);
            return worker;
        }
    }

    /// <summary>How many exchanges of a worker the ledger has carried out.</summary>
    public Task<long> ExchangesAsync(Worker worker) => CountAsync($"select max(sequence) from paralleljobs.worker where name = '{worker.Name}'");

    /// <summary>Leaves that workers have computed, whatever became of the results, as they last reported.</summary>
    public async Task<long> LeavesComputedAsync() => (await ProgressAsync()).Counters.LeavesComputed;

    public Task<JobProgress> ProgressAsync() => AskAsync(() => Ledger.ProgressAsync(Id, Token).AsTask());

    /// <summary>Leaves that went back to the ledger, in ranges that were taken from a worker that had fallen silent.</summary>
    public Task<long> RangesLostAsync() => CountAsync("select count(*) from paralleljobs.test_waited where solo");

    /// <summary>A number that a query gives; 0 for nothing.</summary>
    public async Task<long> CountAsync(string sql) =>
        await AskAsync(() => Database.ReadAsync(sql, Token)) is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;

    public Task UntilAsync(Func<Task<bool>> holds, string what) => Bounds.UntilAsync(holds, () => $"{what}{Environment.NewLine}{this}", Token);

    /// <summary>Waits until workers have settled so many leaves in all.</summary>
    public Task UntilSettledAsync(long leaves) => UntilAsync(
        async () => (await ProgressAsync()).Completed >= (Int128)leaves * Plan.Definition.LeafItems, $"{leaves} settled leaves");

    /// <summary>The final result.</summary>
    public async Task<FoldedResult> EndAsync()
    {
        try
        {
            return await _folding!.WaitAsync(Bounds.Job, Token);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"the job has not ended within {Bounds.Job}{Environment.NewLine}{this}", e);
        }
    }

    /// <summary>The job ends Complete, whole, with the bits of the sequential result, the ledger's books are in order, and these workers end well.</summary>
    public async Task EndsRightAsync(params IEnumerable<Worker> workers)
    {
        await EndsAsync(JobState.Complete, without: null, workers);
        Assert.Equal(Plan.Definition.Items, (await ProgressAsync()).Completed);
    }

    /// <summary>The same of a job without one leaf, which is dead. A result that is not whole is none: then only what is covered counts.</summary>
    public async Task EndsAsync(JobState state, long? without, params IEnumerable<Worker> workers)
    {
        var folded = await EndAsync();
        await Task.WhenAll(workers.Select(worker => worker.EndsAsync(exitCode: 0)));
        Assert.Equal(state, folded.State);
        if (state == JobState.Complete)
        {
            var dead = without is { } leaf ? PositionSet.Of(leaf, leaf + 1) : PositionSet.Empty;
            Assert.Equal(PositionSet.Of(0, Plan.Grid.Leaves).Except(dead), folded.Covered);
            Assert.Equal(SequentialResult.Digest(Plan, without), ResultDigest.Of(Plan.Reducer, Plan.Reducer.Read(folded.Payload.Span)));
        }

        Assert.Empty(await AskAsync(() => Ledger.VerifyAsync(Id, Token).AsTask()));
    }

    /// <summary>For messages: all that the workers wrote.</summary>
    public override string ToString()
    {
        lock (_lock)
        {
            return string.Join(Environment.NewLine, _workers.Select(worker => $"{worker.Name}: {worker.Process}"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        foreach (var worker in _workers)
        {
            await worker.Process.DisposeAsync();
        }

        await ((Task?)_folding ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Database.DisposeAsync();
        _over.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Where the server was away, a pool hands out connections that have ended meanwhile.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        for (var ended = 0; ; ended++)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (e is QueueUnavailableException or NpgsqlException && ended < MostConnections)
            {
                continue;
            }
        }
    }
}
