using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Work;

/// <summary>Work that is drained, lost, paused, cancelled, or takes too long.</summary>
public sealed class StoppedWorkTests : IDisposable
{
    private readonly ManualResetEventSlim _entered = new();
    private readonly ManualResetEventSlim _gate = new();
    private readonly TaskCompletionSource<CancellationToken> _token = new();

    [Fact]
    public async Task A_drained_worker_finishes_its_leaf_and_gives_back_the_rest_for_others()
    {
        var plan = TestPlans.Plan(100, BlockingOnce(), policy: ChunkPolicyName.Static);
        var bench = new WorkBench(plan);
        var queue = bench.Connect();
        using var drain = new CancellationTokenSource();
        var running = bench.RunAsync(bench.Worker(queue, slots: 1), drain.Token);
        _entered.Wait(TestContext.Current.CancellationToken);
        var draining = queue.SeeAsync(report => report.Want == Want.Nothing && !report.Held.IsEmpty);
        await drain.CancelAsync();
        await draining;
        _gate.Set();
        var end = await running;
        var progress = await bench.ProgressAsync();
        Assert.Equal(WorkLoopEndReason.Drained, end.Reason);
        Assert.Equal(0, progress.InFlight);
        Assert.Equal(1, progress.Completed);

        await bench.RunAsync(bench.Worker(bench.Connect()));
        Assert.Equal(TestPlans.SumOf(100), await bench.ResultAsync());
    }

    [Fact]
    public async Task A_leaf_that_outlasts_the_grace_of_a_drain_is_stopped_and_given_back()
    {
        var time = new ManualTime();
        var bench = new WorkBench(TestPlans.Plan(10, BlockingOnce()), time);
        using var drain = new CancellationTokenSource();
        var running = bench.RunAsync(bench.Worker(bench.Connect(), slots: 1, time), drain.Token);
        _entered.Wait(TestContext.Current.CancellationToken);
        await drain.CancelAsync();
        await WorkBench.AdvanceUntilAsync(time, IsCancelled);
        var end = await running;
        var progress = await bench.ProgressAsync();
        Assert.Equal(WorkLoopEndReason.Drained, end.Reason);
        Assert.Equal((0, 0), ((int)progress.InFlight, (int)progress.Failed));
    }

    [Fact]
    public async Task A_leaf_that_heeds_nothing_does_not_keep_a_drained_worker_beyond_its_grace()
    {
        var time = new ManualTime();
        var bench = new WorkBench(TestPlans.Plan(10, Deaf()), time);
        using var drain = new CancellationTokenSource();
        var running = bench.RunAsync(bench.Worker(bench.Connect(), slots: 1, time), drain.Token);
        _entered.Wait(TestContext.Current.CancellationToken);
        await drain.CancelAsync();
        await WorkBench.AdvanceUntilAsync(time, () => running.IsCompleted);

        // Without a limit it would have been Stuck, after the hour that a leaf may take.
        Assert.Equal(WorkLoopEndReason.Drained, (await running).Reason);
        Assert.Equal(0, (await bench.ProgressAsync()).InFlight);
    }

    [Fact]
    public async Task A_leaf_whose_lease_was_lost_is_stopped_and_its_result_does_not_count()
    {
        var time = new ManualTime();
        var bench = new WorkBench(TestPlans.Plan(10, BlockingOnce(), policy: ChunkPolicyName.Static), time);
        var cut = false;
        var queue = bench.Connect();
        queue.LosesRequest = _ => Volatile.Read(ref cut);
        var slow = bench.Worker(queue, slots: 1, time).RunAsync(default);
        _entered.Wait(TestContext.Current.CancellationToken);
        Volatile.Write(ref cut, true);

        // The other worker keeps the ledger busy, so that this is no outage but a loss, and gets all that the first one held.
        var other = bench.RunAsync(bench.Worker(bench.Connect(), slots: 1, time));
        await WorkBench.AdvanceUntilAsync(time, () => other.IsCompleted);
        await other;
        Volatile.Write(ref cut, false);
        await WorkBench.AdvanceUntilAsync(time, () => slow.IsCompleted);
        var end = await slow;
        Assert.Equal((WorkLoopEndReason.JobEnded, JobState.Complete), (end.Reason, end.State));
        Assert.Equal(TestPlans.SumOf(10), await bench.ResultAsync());
    }

    [Fact]
    public async Task A_leaf_beyond_its_timeout_is_stopped_and_has_failed()
    {
        var time = new ManualTime();
        var plan = TestPlans.Plan(10, BlockingOnce()) with { LeafTimeout = TimeSpan.FromSeconds(20) };
        var bench = new WorkBench(plan with { Definition = plan.Definition with { MaxAttempts = 1 } }, time);
        var running = bench.RunAsync(bench.Worker(bench.Connect(), slots: 1, time, plan));
        await WorkBench.AdvanceUntilAsync(time, IsCancelled);
        var end = await running;
        Assert.Equal(JobState.Failed, end.State);
        Assert.Equal("the leaf did not end within 20 s", Assert.Single((await bench.ProgressAsync()).Dead).Message);
    }

    [Fact]
    public async Task A_leaf_that_heeds_nothing_is_reported_and_the_worker_ends_having_settled_all_else()
    {
        var time = new ManualTime();
        var kernel = new TestKernel((first, _) =>
        {
            if (first == 0)
            {
                _gate.Wait(CancellationToken.None);
            }
        });
        var plan = TestPlans.Plan(10, kernel) with { LeafTimeout = TimeSpan.FromSeconds(20) };
        var bench = new WorkBench(plan with { Definition = plan.Definition with { MaxAttempts = 1 } }, time);
        var running = bench.RunAsync(bench.Worker(bench.Connect(), slots: 1, time, plan));
        await WorkBench.AdvanceUntilAsync(time, () => running.IsCompleted);
        var end = await running;
        var progress = await bench.ProgressAsync();
        Assert.Equal(WorkLoopEndReason.Stuck, end.Reason);
        Assert.Equal(0, progress.InFlight);
        Assert.Equal(new PositionRange(0, 1), Assert.Single(progress.Dead).Range);
    }

    [Fact]
    public async Task A_paused_job_gets_back_what_is_not_begun_and_goes_on_when_resumed()
    {
        var plan = TestPlans.Plan(50, BlockingOnce(), policy: ChunkPolicyName.Static);
        var bench = new WorkBench(plan);
        var running = bench.RunAsync(bench.Worker(bench.Connect(), slots: 1));
        _entered.Wait(TestContext.Current.CancellationToken);
        await bench.Ledger.PauseAsync(plan.Definition.Id, default);
        _gate.Set();
        await bench.Ledger.ResumeAsync(plan.Definition.Id, default);
        Assert.Equal(JobState.Complete, (await running).State);
        Assert.Equal(TestPlans.SumOf(50), await bench.ResultAsync());
    }

    [Fact]
    public async Task A_cancelled_job_stops_the_leaf_under_way()
    {
        var time = new ManualTime();
        var plan = TestPlans.Plan(50, Blocking());
        var bench = new WorkBench(plan, time);
        var running = bench.Worker(bench.Connect(), slots: 1, time).RunAsync(default);
        _entered.Wait(TestContext.Current.CancellationToken);
        await bench.Ledger.CancelAsync(plan.Definition.Id, default);
        await WorkBench.AdvanceUntilAsync(time, IsCancelled);
        Assert.Equal(JobState.Cancelled, (await running).State);
    }

    public void Dispose() => _gate.Set();

    private void Enter(CancellationToken token)
    {
        _token.TrySetResult(token);
        _entered.Set();
    }

    /// <summary>Somebody has cancelled the leaf that blocks first; it may not have noticed yet.</summary>
    private bool IsCancelled() => _token.Task is { IsCompleted: true, Result.IsCancellationRequested: true };

    /// <summary>Blocks until the gate opens, cancelled or not.</summary>
    private TestKernel Deaf() => new((_, token) =>
    {
        Enter(token);
        _gate.Wait(CancellationToken.None);
    });

    /// <summary>Blocks until it is cancelled.</summary>
    private TestKernel Blocking() => new((_, token) =>
    {
        Enter(token);
        token.WaitHandle.WaitOne();
        token.ThrowIfCancellationRequested();
    });

    /// <summary>The first leaf blocks until the gate opens or it is cancelled.</summary>
    private TestKernel BlockingOnce()
    {
        var first = 1;
        return new TestKernel((_, token) =>
        {
            if (Interlocked.Exchange(ref first, 0) == 1)
            {
                Enter(token);
                _gate.Wait(token);
            }
        });
    }
}
