using ParallelJobs.Engine;
using ParallelJobs.Engine.Fold;
using ParallelJobs.Queue;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>
/// Scripted workers on jobs without end, each on a connection of its own, exchanging as fast as they are answered, while the jobs' owner folds.
/// </summary>
internal sealed class ExchangeLoad : IAsyncDisposable
{
    /// <summary>More than any reading computes.</summary>
    public const long Endless = 1_000_000_000_000_000;

    private readonly QueueDatabase _database;
    private readonly OwnerFolds _folds;
    private readonly IReadOnlyList<ScriptedWorker> _workers;
    private readonly IReadOnlyList<JobPlan> _jobs;

    private ExchangeLoad(QueueDatabase database, IReadOnlyList<JobPlan> jobs, IReadOnlyList<ScriptedWorker> workers) =>
        (_database, _jobs, _workers, _folds) = (database, jobs, workers, new OwnerFolds(database.Ledger, jobs));

    public long Leaves => _workers.Sum(worker => worker.Leaves);

    /// <summary>Enters the jobs, and connects workers to them by turns.</summary>
    public static async Task<ExchangeLoad> StartAsync(
        QueueDatabase database, int jobs, int workers, int chunks, CancellationToken cancellationToken)
    {
        List<JobPlan> plans = [.. Enumerable.Range(0, jobs).Select(_ => NoOpPlan.Of(Endless, 1, NoOpPlan.LeafByLeaf))];
        foreach (var plan in plans)
        {
            await database.Ledger.CreateAsync(plan.Definition, cancellationToken);
        }

        return new ExchangeLoad(database, plans,
        [
            .. Enumerable.Range(0, workers).Select(index => plans[index % jobs]).Select(plan => new ScriptedWorker(
                database.Connect(plan.Definition.Id), plan, new Want(chunks, 1, 1, CapDivisor: 0))),
        ]);
    }

    /// <summary>Lets every worker exchange until told to stop, which is asked before each exchange.</summary>
    /// <returns>How many exchanges a second.</returns>
    public async Task<double> RunAsync(Func<bool> goesOn, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var counts = await Task.WhenAll(_workers.Select(worker => Task.Run(() => RepeatAsync(worker, goesOn, cancellationToken), cancellationToken)));
        return counts.Sum() / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>For so many seconds.</summary>
    public Task<double> RunAsync(double seconds, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        return RunAsync(() => TimeProvider.System.GetElapsedTime(start).TotalSeconds < seconds, cancellationToken);
    }

    /// <exception cref="MeasureFailedException">The ledger has not completed exactly what the workers have settled.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_workers.Select(worker => worker.FinishAsync(cancellationToken)));
        Int128 completed = 0;
        foreach (var job in _jobs)
        {
            await new JobFold(job, _database.Ledger).FoldAsync(cancellationToken);
            completed += (await _database.Ledger.ProgressAsync(job.Definition.Id, cancellationToken)).Completed;
        }

        if (completed != Leaves)
        {
            throw new MeasureFailedException($"the ledger has completed {completed} items, and {Leaves} were settled");
        }
    }

    public ValueTask DisposeAsync() => _folds.DisposeAsync();

    private static async Task<long> RepeatAsync(ScriptedWorker worker, Func<bool> goesOn, CancellationToken cancellationToken)
    {
        var exchanges = 0L;
        for (; goesOn(); exchanges++)
        {
            await worker.ExchangeAsync(cancellationToken);
        }

        return exchanges;
    }
}
