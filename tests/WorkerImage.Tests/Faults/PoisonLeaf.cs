using ParallelJobs.Contracts.Resource;
using ParallelJobs.FragileWorker;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>A job that no worker can compute one leaf of, and workers that are started again whenever they have died of it.</summary>
internal sealed class PoisonLeaf : IAsyncDisposable
{
    public const long Position = 13;
    private const long Leaves = 60;

    private readonly FaultJob _job;
    private readonly WorkerStart _start;

    private PoisonLeaf(FaultJob job, WorkerStart start) => (_job, _start) = (job, start);

    public static async Task<PoisonLeaf> StartAsync(Misbehaviour way, SlotMode mode, OnExhausted onExhausted = OnExhausted.DeadLetter)
    {
        var spec = FaultManifests.Pi((int)Leaves);
        var job = await FaultJob.StartAsync(spec.InChunksOf(4) with
        {
            MaxFailedItems = onExhausted == OnExhausted.DeadLetter ? spec.LeafSize : null,
            Retry = new RetrySpec
            {
                MaxAttempts = 3,
                MaxLosses = 2,
                BackoffSeconds = 0,
                LeafTimeoutSeconds = 3,
                OnExhausted = onExhausted,
            },
        });
        return new PoisonLeaf(job, new WorkerStart
        {
            Program = "fragile-worker",
            Mode = mode,
            Environment = new Dictionary<string, string> { [Fault.PositionVariable] = $"{Position}", [Fault.WayVariable] = $"{way}" },
        });
    }

    /// <summary>All but the leaf is computed, once, and the leaf is dead.</summary>
    /// <param name="message">Part of the last message.</param>
    /// <param name="badEnd">What workers end with that die of it; 0 when none should.</param>
    public async Task EndsAloneAsync(string message, int badEnd = 0)
    {
        var restarts = await Restarts.RunAsync(_job, _start, badEnd);

        Assert.True(restarts == 0 == (badEnd == 0), $"{restarts} restarts: {_job}");
        await _job.EndsAsync(Queue.JobState.Complete, without: Position);
        await IsDeadAsync(message);
    }

    /// <summary>The job fails, and says of what.</summary>
    /// <param name="message">Part of the last message.</param>
    public async Task FailsTheJobAsync(string message)
    {
        Assert.Equal(0, await Restarts.RunAsync(_job, _start, badEnd: 0));
        await _job.EndsAsync(Queue.JobState.Failed, without: Position);
        await IsDeadAsync(message);
    }

    public ValueTask DisposeAsync() => _job.DisposeAsync();

    private async Task IsDeadAsync(string message)
    {
        var dead = Assert.Single((await _job.Ledger.ProgressAsync(_job.Id, TestContext.Current.CancellationToken)).Dead);
        Assert.Equal((Position, Position + 1), (dead.Range.Start, dead.Range.End));
        Assert.Contains(message, dead.Message, StringComparison.Ordinal);
    }
}
