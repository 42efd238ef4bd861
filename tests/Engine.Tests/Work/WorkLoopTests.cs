using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Work;

public sealed class WorkLoopTests
{
    public static MatrixTheoryData<ChunkPolicyName, int> PoliciesAndSlots { get; } = new(Enum.GetValues<ChunkPolicyName>(), [1, 2, 5]);

    [Theory]
    [MemberData(nameof(PoliciesAndSlots))]
    public async Task Every_leaf_enters_the_result_exactly_once(ChunkPolicyName policy, int slots)
    {
        var plan = TestPlans.Plan(10_007, new TestKernel(), leafSize: 10, policy);
        var bench = new WorkBench(plan);
        var end = await bench.RunAsync(bench.Worker(bench.Connect(), slots));
        Assert.Equal((WorkLoopEndReason.JobEnded, JobState.Complete), (end.Reason, end.State));
        Assert.Equal(TestPlans.SumOf(10_007), await bench.ResultAsync());
        Assert.Equal(1001, end.Counters.LeavesComputed);
    }

    [Fact]
    public async Task Lost_requests_and_lost_replies_change_nothing()
    {
        var bench = new WorkBench(TestPlans.Plan(2_000, new TestKernel(), policy: ChunkPolicyName.Dynamic));
        var queue = bench.Connect();
        queue.LosesRequest = call => call % 5 == 2;
        queue.LosesReply = call => call % 5 == 4;
        await bench.RunAsync(bench.Worker(queue));
        Assert.Equal(TestPlans.SumOf(2_000), await bench.ResultAsync());
    }

    [Fact]
    public async Task Two_workers_share_one_job()
    {
        var bench = new WorkBench(TestPlans.Plan(5_000, new TestKernel()));
        await Task.WhenAll(bench.RunAsync(bench.Worker(bench.Connect())), bench.RunAsync(bench.Worker(bench.Connect())));
        Assert.Equal(TestPlans.SumOf(5_000), await bench.ResultAsync());
    }

    [Fact]
    public async Task A_leaf_that_throws_is_tried_again()
    {
        var failures = 0;
        var kernel = new TestKernel((first, _) =>
        {
            if (first == 5 && Interlocked.Increment(ref failures) < 3)
            {
                throw new InvalidOperationException("not yet");
            }
        });
        var bench = new WorkBench(TestPlans.Plan(100, kernel));
        var end = await bench.RunAsync(bench.Worker(bench.Connect()));
        Assert.Equal(JobState.Complete, end.State);
        Assert.Equal(TestPlans.SumOf(100), await bench.ResultAsync());
    }

    [Fact]
    public async Task Time_spent_on_a_leaf_that_failed_is_computed_but_not_committed()
    {
        var time = new ManualTime();
        var failures = 0;
        var kernel = new TestKernel((first, _) =>
        {
            // Nothing else moves this clock, so each try takes exactly a second.
            time.Advance(TimeSpan.FromSeconds(1));
            if (first == 1 && Interlocked.Increment(ref failures) == 1)
            {
                throw new InvalidOperationException("not yet");
            }
        });
        var bench = new WorkBench(TestPlans.Plan(3, kernel));
        var end = await bench.RunAsync(bench.Worker(bench.Connect(), slots: 1, time));
        Assert.Equal((4, 3), (end.Counters.ComputeSeconds, end.Counters.CommittedSeconds));
    }

    [Fact]
    public async Task A_leaf_that_always_throws_fails_the_job_and_is_named_with_its_message()
    {
        var bench = new WorkBench(TestPlans.Plan(100, Throwing(at: 5)));
        var end = await bench.RunAsync(bench.Worker(bench.Connect()));
        Assert.Equal(JobState.Failed, end.State);
        var dead = Assert.Single((await bench.ProgressAsync()).Dead);
        Assert.Equal((new PositionRange(5, 6), 3, "InvalidOperationException: broken item 5"), (dead.Range, dead.Attempts, dead.Message));
    }

    [Fact]
    public async Task With_dead_letters_allowed_all_other_leaves_are_computed()
    {
        var plan = TestPlans.Plan(100, Throwing(at: 5));
        plan = plan with { Definition = plan.Definition with { OnExhausted = OnExhausted.DeadLetter, MaxFailedItems = 1 } };
        var bench = new WorkBench(plan);
        var end = await bench.RunAsync(bench.Worker(bench.Connect()));
        Assert.Equal(JobState.Complete, end.State);
        Assert.Equal(TestPlans.SumOf(100), (int.Parse(await bench.ResultAsync()) + 5).ToString());
        Assert.Equal(1, (await bench.ProgressAsync()).Failed);
    }

    [Fact]
    public async Task A_leaf_granted_solo_is_reported_as_begun_before_it_is_computed()
    {
        var time = new ManualTime();
        FaultyQueue? queue = null;
        var begun = false;
        var kernel = new TestKernel((_, _) => begun = queue!.Reports.Any(report => report.Settles.Any(settle => settle.BegunUpTo == 1)));
        var plan = TestPlans.Plan(1, kernel);
        var bench = new WorkBench(plan, time);
        await LoseFirstLeaseAsync(bench, plan, time);
        queue = bench.Connect();
        await bench.RunAsync(bench.Worker(queue, slots: 1, time));
        Assert.True(begun);
        Assert.Equal("0", await bench.ResultAsync());
    }

    [Fact]
    public async Task No_more_leaves_than_the_limit_are_under_way_at_once()
    {
        int now = 0, most = 0;
        var kernel = new TestKernel((_, _) =>
        {
            var running = Interlocked.Increment(ref now);
            InterlockedMax(ref most, running);
            Thread.Yield();
            Interlocked.Decrement(ref now);
        });
        var plan = TestPlans.Plan(500, kernel);
        var bench = new WorkBench(plan with { Definition = plan.Definition with { Limits = new JobLimits(MaxInFlight: 2) } });
        await bench.RunAsync(bench.Worker(
            bench.Connect(), slots: 6, plan: plan with { Definition = plan.Definition with { Limits = new JobLimits(MaxInFlight: 2) } }));
        Assert.Equal(TestPlans.SumOf(500), await bench.ResultAsync());
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_worker_of_another_spec_is_refused_for_good()
    {
        var plan = TestPlans.Plan(5, new TestKernel());
        var bench = new WorkBench(plan);
        var stranger = plan with { Definition = plan.Definition with { SpecHash = "another" } };
        var refusal = await Assert.ThrowsAsync<ExchangeRefusedException>(() => bench.Worker(bench.Connect(), plan: stranger).RunAsync(default));
        Assert.Equal(RefusalReason.SpecMismatch, refusal.Reason);
    }

    private static TestKernel Throwing(long at) => new((first, _) =>
    {
        if (first == at)
        {
            throw new InvalidOperationException($"broken item {first}");
        }
    });

    /// <summary>A worker takes the first lease and is never heard of again; another one keeps the ledger busy until it is lost.</summary>
    private static async Task LoseFirstLeaseAsync(WorkBench bench, JobPlan plan, ManualTime time)
    {
        ExchangeReport Report(int id, int sequence, Want want) => new()
        {
            Incarnation = new Guid(id, 0, 0, new byte[8]),
            Sequence = sequence,
            SpecHash = plan.Definition.SpecHash,
            Slots = 1,
            Want = want,
        };
        Assert.Single((await bench.Connect().ExchangeAsync(Report(1, 1, new Want(1, 1, 1, 0)), default)).Leases);
        var other = bench.Connect();
        for (var sequence = 1; sequence < 20; sequence++)
        {
            time.Advance(TimeSpan.FromSeconds(3));
            await other.ExchangeAsync(Report(2, sequence, Want.Nothing), default);
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        var seen = Volatile.Read(ref most);
        while (value > seen)
        {
            seen = Interlocked.CompareExchange(ref most, value, seen) is var old && old == seen ? value : old;
        }
    }
}
