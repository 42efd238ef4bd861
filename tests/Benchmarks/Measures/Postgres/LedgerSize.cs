using ParallelJobs.Engine.Fold;
using ParallelJobs.Queue;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>Kilobytes of all tables and indexes of a ledger that holds one job, after so many exchanges of one leaf, and folds.</summary>
internal sealed class LedgerSize(long items, int exchanges) : IMeasure
{
    private const int FoldEvery = 50;

    private const string Bytes = """
        select sum(pg_total_relation_size(relid))::bigint from pg_stat_user_tables where schemaname = 'paralleljobs'
        """;

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var database = await QueueDatabase.CreateAsync(cancellationToken);
        var plan = NoOpPlan.Of(items, 1, NoOpPlan.LeafByLeaf);
        await database.Ledger.CreateAsync(plan.Definition, cancellationToken);
        var fold = new JobFold(plan, database.Ledger);
        var worker = new ScriptedWorker(database.Connect(plan.Definition.Id), plan, new Want(1, 1, 1, CapDivisor: 0));
        for (var i = 1; i <= exchanges; i++)
        {
            await worker.ExchangeAsync(cancellationToken);
            if (i % FoldEvery == 0)
            {
                // At the same exchanges in every reading, and not beside them: what is dead can be reused once nobody else may still see it.
                await fold.FoldAsync(cancellationToken);
            }
        }

        return new Measurement(await database.QueryAsync<long>(Bytes, cancellationToken) / 1e3);
    }
}
