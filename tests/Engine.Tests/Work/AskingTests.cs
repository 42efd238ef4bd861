using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Work;

/// <summary>How much a worker asks for, and when.</summary>
public sealed class AskingTests
{
    private const int Slots = 2;
    private readonly ManualTime _time = new();

    [Fact]
    public async Task The_length_of_an_outage_is_no_round_trip()
    {
        var plan = TestPlans.Plan(100_000, new TestKernel());
        var bench = new WorkBench(plan, _time);
        var queue = bench.Connect();
        queue.LosesRequest = call =>
        {
            _time.Advance(call == 4 ? TimeSpan.FromMinutes(10) : TimeSpan.Zero);
            return call == 4;
        };
        await bench.RunAsync(Worker(plan, queue));
        AssertNothingAhead(queue);
    }

    [Fact]
    public async Task The_length_of_a_pause_is_no_round_trip()
    {
        using var gate = new ManualResetEventSlim();
        using var entered = new CountdownEvent(Slots);
        var plan = TestPlans.Plan(100_000, new TestKernel((first, _) =>
        {
            if (first >= 100 && !gate.IsSet)
            {
                entered.Signal();
                gate.Wait(CancellationToken.None);
            }
        }));
        var bench = new WorkBench(plan, _time);
        var queue = bench.Connect();
        var running = bench.RunAsync(Worker(plan, queue));
        entered.Wait(TestContext.Current.CancellationToken);
        await bench.Ledger.PauseAsync(plan.Definition.Id, default);

        // Time passes only while both slots are in the kernel and nobody asks: what follows the gate needs none.
        var reports = 0;
        var heard = queue.SeeAsync(_ => ++reports == 3);
        await WorkBench.AdvanceUntilAsync(_time, () => heard.IsCompleted);
        var idle = queue.SeeAsync(report => report.Held.IsEmpty);
        gate.Set();
        await idle;
        _time.Advance(TimeSpan.FromHours(1));
        await bench.Ledger.ResumeAsync(plan.Definition.Id, default);
        await running;
        AssertNothingAhead(queue);
    }

    [Fact]
    public async Task A_worker_takes_no_more_than_its_own_share_of_a_static_schedule()
    {
        for (var round = 0; round < 20; round++)
        {
            using var gate = new ManualResetEventSlim();
            using var entered = new CountdownEvent(4);
            var kernel = new TestKernel((_, _) =>
            {
                if (!gate.IsSet)
                {
                    entered.Signal();
                    gate.Wait(CancellationToken.None);
                }
            });
            var plan = TestPlans.Plan(800, kernel, policy: ChunkPolicyName.Static);
            var bench = new WorkBench(plan);
            var running = bench.RunAsync(new WorkLoop(plan, bench.Connect(), new WorkLoopOptions
            {
                Mode = SlotMode.Threads,
                Slots = 4,
                ExpectedJobSlots = 8,
                Random = new Random(round),
            }));
            entered.Wait(TestContext.Current.CancellationToken);
            var inFlight = (await bench.ProgressAsync()).InFlight;
            gate.Set();
            await running;
            Assert.Equal((round, 400), (round, (int)inFlight));
        }
    }

    [Theory]
    [InlineData(100, Slots)]
    [InlineData(0, 2 * Slots)]
    public async Task A_worker_fetches_ahead_only_while_there_is_enough_for_every_slot_of_the_job(int othersSlots, int leavesHeld)
    {
        using var gate = new ManualResetEventSlim();
        using var entered = new CountdownEvent(Slots);
        var kernel = new TestKernel((_, _) =>
        {
            if (!gate.IsSet)
            {
                entered.Signal();
                gate.Wait(CancellationToken.None);
            }
        });
        var plan = TestPlans.Plan(50, kernel, policy: ChunkPolicyName.Dynamic);
        var bench = new WorkBench(plan, _time);
        var other = new TestWorker(bench.Ledger.Connect(plan.Definition.Id), plan.Definition.SpecHash) { Slots = othersSlots };
        await other.SendAsync(other.Report(Want.Nothing));
        var queue = bench.Connect();
        var running = bench.RunAsync(Worker(plan, queue));
        entered.Wait(TestContext.Current.CancellationToken);

        // Both leaves are taken, so whoever asks ahead has asked; by the third report from now it has been answered.
        var reports = 0;
        var settled = queue.SeeAsync(_ => ++reports == 3);
        await WorkBench.AdvanceUntilAsync(_time, () => settled.IsCompleted);
        var inFlight = (await bench.ProgressAsync()).InFlight;
        gate.Set();
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        await running;
        Assert.Equal(leavesHeld, (int)inFlight);
    }

    /// <summary>No time passes in an exchange, so one chunk a slot covers it.</summary>
    private static void AssertNothingAhead(FaultyQueue queue) => Assert.DoesNotContain(queue.Reports, report => report.Want.Chunks > Slots);

    /// <summary>It sends again at once what was lost.</summary>
    private WorkLoop Worker(JobPlan plan, FaultyQueue queue) =>
        new(plan, queue, new WorkLoopOptions { Mode = SlotMode.Threads, Slots = Slots, Time = _time, Random = new NoJitter() });

    private sealed class NoJitter() : Random(1)
    {
        public override double NextDouble() => 0;
    }
}
