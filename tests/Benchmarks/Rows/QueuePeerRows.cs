using ParallelJobs.Benchmarks.Measures;
using ParallelJobs.Benchmarks.Measures.Postgres;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>Tasks of nothing through a queue on a server, beside what distributes tasks in Python.</summary>
internal static class QueuePeerRows
{
    private const double TimesAsFast = 20;

    public static IEnumerable<Row> Of(Sizes sizes) =>
    [
        Beside("celery", "Celery with Redis, results discarded", "celery_peers.py", "discard", sizes),
        Beside("celery-results", "Celery with Redis, results returned", "celery_peers.py", "return", sizes),
        Beside("dask", "dask.distributed", "dask_peers.py", "noop", sizes),
    ];

    private static Row Beside(string id, string peer, string script, string kind, Sizes sizes)
    {
        var cores = Environment.ProcessorCount;
        return new Row
        {
            Id = $"queue-{id}",
            Title = $"tasks of nothing, {RowTable.Text(sizes.QueuedTasks)}, {cores} workers",
            Unit = Unit.TasksPerSecond,
            Ours = new QueuedReading(
                new QueuedRun(NoOpPlan.Of(sizes.QueuedTasks, 1, NoOpPlan.LeafByLeaf), workers: cores, slots: 1),
                run => new Measurement(sizes.QueuedTasks / run.SecondsToResult, Answer.Of(run.Result) / sizes.QueuedTasks)),
            Peer = PeerProgram.Python(
                script, kind, sizes.PeerTasks, cores, own => new Measurement(sizes.PeerTasks / own.Value, own.Answer / sizes.PeerTasks)),
            PeerName = $"{peer}, {RowTable.Text(sizes.PeerTasks)}, {cores} processes",
            Target = TimesAsFast,
            Note = "ours with the aggregated result, one leaf a chunk",
        };
    }
}
