using ParallelJobs.Queue;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>Kilobytes of all tables and indexes of a ledger that holds one job, after so many exchanges of one leaf and a fold.</summary>
internal sealed class LedgerSize(long items, int exchanges) : IMeasure
{
    private const string Bytes = """
        select sum(pg_total_relation_size(relid))::bigint from pg_stat_user_tables where schemaname = 'paralleljobs'
        """;

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var database = await QueueDatabase.CreateAsync(cancellationToken);
        var plan = NoOpPlan.Of(items, 1, NoOpPlan.LeafByLeaf);
        await database.Ledger.CreateAsync(plan.Definition, cancellationToken);
        await using (new OwnerFolds(database.Ledger, [plan]))
        {
            var worker = new ScriptedWorker(database.Connect(plan.Definition.Id), plan, new Want(1, 1, 1, CapDivisor: 0));
            for (var i = 0; i < exchanges; i++)
            {
                await worker.ExchangeAsync(cancellationToken);
            }

            await worker.FinishAsync(cancellationToken);
        }

        return new Measurement(await database.QueryAsync<long>(Bytes, cancellationToken) / 1e3);
    }
}
