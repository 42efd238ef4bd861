using System.Collections.Concurrent;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Work;

/// <summary>The queue is away for longer than a lease, or hangs.</summary>
public sealed class OutageTests
{
    private const int Leaves = 10;
    private const int Slow = 3;
    private readonly ManualTime _time = new();
    private readonly ConcurrentDictionary<long, int> _computed = [];
    private readonly TaskCompletionSource<CancellationToken> _slow = new();
    private volatile bool _away;

    [Fact]
    public async Task Leaves_finished_before_their_lease_ran_out_count_after_an_outage_and_are_not_computed_again()
    {
        var bench = new WorkBench(TestPlans.Plan(Leaves, AwayFromTheFirstLeaf(), policy: ChunkPolicyName.Static), _time);
        var queue = bench.Connect();
        queue.LosesRequest = _ => _away;
        var running = bench.RunAsync(bench.Worker(queue, slots: 1, _time));
        await SleepThroughAsync(TimeSpan.FromHours(1));
        Assert.True((await _slow.Task).IsCancellationRequested);
        Assert.Empty((await bench.FoldAsync()).Covered);

        _away = false;
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        Assert.Equal(JobState.Complete, (await running).State);
        Assert.Equal(TestPlans.SumOf(Leaves), await bench.ResultAsync());
        Assert.All(Enumerable.Range(0, Leaves), leaf => Assert.Equal((leaf, leaf == Slow ? 2 : 1), (leaf, _computed[leaf])));
    }

    [Fact]
    public async Task A_queue_that_gives_up_by_its_own_time_out_is_asked_again_for_as_long_as_it_takes()
    {
        var bench = new WorkBench(TestPlans.Plan(Leaves, new TestKernel()), _time);
        var queue = bench.Connect();
        queue.Loss = static () => new TaskCanceledException("the pool's own time-out");
        queue.LosesRequest = static call => call <= 1000;
        var running = bench.RunAsync(bench.Worker(queue, slots: 1, _time));
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        Assert.Equal(JobState.Complete, (await running).State);
    }

    [Fact]
    public async Task A_leaf_is_stopped_when_its_lease_is_over_even_while_an_exchange_hangs()
    {
        var bench = new WorkBench(TestPlans.Plan(Leaves, AwayFromTheFirstLeaf(), policy: ChunkPolicyName.Static), _time);
        var queue = bench.Connect();
        queue.Hangs = _ => _away;
        using var drain = new CancellationTokenSource();
        var running = bench.RunAsync(bench.Worker(queue, slots: 1, _time), drain.Token);
        await WorkBench.AdvanceUntilAsync(_time, () => _slow.Task is { IsCompleted: true, Result.IsCancellationRequested: true });
        await drain.CancelAsync();
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        Assert.Equal(WorkLoopEndReason.Drained, (await running).Reason);
    }

    [Fact]
    public async Task A_drained_worker_whose_exchange_hangs_is_gone_within_grace_and_margin()
    {
        var plan = TestPlans.Plan(Leaves, AwayFromTheFirstLeaf(), policy: ChunkPolicyName.Static);
        plan = plan with { DrainGrace = TimeSpan.FromSeconds(4) };
        var bench = new WorkBench(plan, _time);
        var queue = bench.Connect();
        queue.Hangs = _ => _away;
        using var drain = new CancellationTokenSource();
        var margin = TimeSpan.FromSeconds(1);
        var worker = new WorkLoop(plan, queue, new WorkLoopOptions
        {
            Mode = SlotMode.Threads,
            Slots = 1,
            Time = _time,
            DrainMargin = margin,
        });
        var running = worker.RunAsync(drain.Token);

        // By then the hanging call has outlived its time-out and its lease: no timer is left but that of the worker's looks.
        await SleepThroughAsync(TimeSpan.FromHours(1));
        var drainedAt = _time.GetTimestamp();
        await drain.CancelAsync();
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        var end = await running;
        Assert.Equal((WorkLoopEndReason.Drained, false), (end.Reason, end.IsHeard));

        // This clock may leap to the worker's next look, a second at most, before the worker has heard of the drain.
        Assert.InRange(_time.GetElapsedTime(drainedAt, end.EndedAt), plan.DrainGrace, plan.DrainGrace + margin + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_drained_worker_of_a_job_that_is_gone_waits_for_no_answer()
    {
        var plan = TestPlans.Plan(Leaves, AwayFromTheFirstLeaf(), policy: ChunkPolicyName.Static) with { DrainGrace = TimeSpan.FromDays(1) };
        var bench = new WorkBench(plan, _time);
        var queue = bench.Connect();
        queue.LosesRequest = _ => _away;
        queue.Loss = static () => new QueueUnavailableException("the ledger holds no such job") { IsOfUnknownJob = true };
        using var drain = new CancellationTokenSource();
        var running = bench.RunAsync(new WorkLoop(plan, queue, new WorkLoopOptions { Mode = SlotMode.Threads, Slots = 1, Time = _time }), drain.Token);
        await SleepThroughAsync(TimeSpan.FromMinutes(10));
        Assert.False(running.IsCompleted);
        var drainedAt = _time.GetTimestamp();
        await drain.CancelAsync();
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        var end = await running;
        Assert.Equal((WorkLoopEndReason.Drained, false), (end.Reason, end.IsHeard));
        Assert.InRange(_time.GetElapsedTime(drainedAt, end.EndedAt), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_drained_worker_brings_its_results_to_a_queue_that_comes_back_within_the_grace()
    {
        var bench = new WorkBench(TestPlans.Plan(Leaves, AwayFromTheFirstLeaf(), policy: ChunkPolicyName.Static), _time);
        var queue = bench.Connect();
        queue.LosesRequest = _ => _away;
        using var drain = new CancellationTokenSource();
        var running = bench.RunAsync(bench.Worker(queue, slots: 1, _time), drain.Token);
        await SleepThroughAsync(TimeSpan.FromHours(1));
        await drain.CancelAsync();
        await SleepThroughAsync(TimeSpan.FromSeconds(10));
        _away = false;
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        var end = await running;
        Assert.Equal((WorkLoopEndReason.Drained, true), (end.Reason, end.IsHeard));
        Assert.Equal(PositionSet.Of(0, Slow), (await bench.FoldAsync()).Covered);
        Assert.Equal(0, (await bench.ProgressAsync()).InFlight);
    }

    [Fact]
    public async Task The_pulse_tells_what_the_exchange_thread_and_the_ledger_do()
    {
        var plan = TestPlans.Plan(Leaves, AwayFromTheFirstLeaf(), policy: ChunkPolicyName.Static);
        var bench = new WorkBench(plan, _time);
        var queue = bench.Connect();
        queue.LosesRequest = _ => _away;
        var pulse = new WorkerPulse(_time);
        Assert.Equal((false, null), (pulse.HasAnswer, pulse.State));
        var running = bench.RunAsync(new WorkLoop(plan, queue, new WorkLoopOptions { Mode = SlotMode.Threads, Slots = 1, Time = _time, Pulse = pulse }));
        await SleepThroughAsync(TimeSpan.FromMinutes(10));
        Assert.True(pulse.IsWaiting);
        Assert.Equal(JobState.Open, pulse.State);
        Assert.InRange(pulse.SinceAnswer, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(11));
        _away = false;
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        await running;
        Assert.Equal(JobState.Complete, pulse.State);
    }

    private Task SleepThroughAsync(TimeSpan span)
    {
        var start = _time.GetTimestamp();
        return WorkBench.AdvanceUntilAsync(_time, () => _slow.Task.IsCompleted && _time.GetElapsedTime(start) >= span);
    }

    /// <summary>The queue is away once the first leaf is begun, and one leaf ends only by being stopped, the first time.</summary>
    private TestKernel AwayFromTheFirstLeaf() => new((first, token) =>
    {
        var times = _computed.AddOrUpdate(first, 1, static (_, times) => times + 1);
        _away |= first == 0;
        if (first == Slow && times == 1)
        {
            _slow.SetResult(token);
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        }
    });
}
