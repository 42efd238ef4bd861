using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Local;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Engine.Tests.Slots;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Tests.Local;

public sealed class OneDigestTests
{
    private const int Seed = 20261120;

    /// <summary>
    /// A sum of doubles, in which every order of adding rounds differently: 2 modes, 5 policies, 3 numbers of slots, 3 orders, and
    /// children that kill themselves in the middle of an answer. One value and one digest.
    /// </summary>
    [Fact]
    public async Task One_job_has_one_digest_whatever_mode_policy_slots_order_and_deaths()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");
        var job = Jobs.Pi(terms: 600_017, leafSize: 10_007);
        var sequential = await RunAsync(job, SlotMode.Threads, 1, Seed);
        Assert.Equal(Math.PI, double.Parse(sequential.Value!.Json), 9);

        var deaths = 0L;
        var cases =
            from mode in Enum.GetValues<SlotMode>()
            from policy in Enum.GetValues<ChunkPolicyName>()
            from slots in (int[])[1, 2, 5]
            from order in (LeafOrderName[])[LeafOrderName.Fifo, LeafOrderName.Lifo, LeafOrderName.Shuffled]
            select (mode, policy, slots, order);
        foreach (var (index, (mode, policy, slots, order)) in cases.Index())
        {
            var schedule = new ScheduleSpec { Policy = policy, Order = order };
            var report = await RunAsync(job with { Spec = job.Spec with { Schedule = schedule } }, mode, slots, Seed + index);
            var what = $"{mode} {policy} {slots} {order}";
            Assert.Equal((what, JobState.Complete, "[1,600018)"), (what, report.State, report.Coverage));
            Assert.Equal((what, sequential.Value, sequential.Digest), (what, report.Value, report.Digest));
            deaths += report.Contention.Counters.SlotDeaths;
        }

        Assert.True(deaths > 0, "no child has died, so this has tested nothing of it");
    }

    private static Task<RunReport> RunAsync(ParallelJob job, SlotMode mode, int slots, int seed)
    {
        var plan = JobPlan.Of(job);

        // Many lives: a death over a single leaf is charged to it, and these deaths are not the leaf's fault.
        plan = plan with { Definition = plan.Definition with { Backoff = TimeSpan.Zero, MaxAttempts = 1000 } };
        var program = FragileSlots.Dying(seed, 8, 60);
        return new LocalRun(plan, new LocalRunOptions { Mode = mode, Slots = slots, Program = program, Seed = seed }).RunAsync(default);
    }
}
