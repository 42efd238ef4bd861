using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Local;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Tests.Work;

namespace ParallelJobs.Engine.Tests.Local;

public sealed class LocalRunTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 3)]
    public async Task The_phases_of_all_slots_add_up_to_wall_clock_time(int slots, int workers)
    {
        var plan = TestPlans.Plan(3_000, new TestKernel());
        var report = await new LocalRun(plan, new LocalRunOptions { Mode = SlotMode.Threads, Slots = slots, Workers = workers }).RunAsync(default);
        var counters = report.Contention.Counters;
        var phases = counters.ComputeSeconds + counters.LeaseSeconds + counters.CommitSeconds + counters.DispatchSeconds + counters.TailSeconds;
        Assert.InRange(phases - (slots * workers * report.ElapsedSeconds), -1e-6, 1e-6);
        Assert.Equal(TestPlans.SumOf(3_000), report.Value?.Json);
        Assert.Equal("[0,3000)", report.Coverage);
    }

    [Fact]
    public async Task A_failed_job_has_no_value_and_says_what_is_covered_and_what_failed()
    {
        var kernel = new TestKernel((first, _) => throw new InvalidOperationException($"item {first}"));
        var report = await new LocalRun(TestPlans.Plan(4, kernel, leafSize: 4), new LocalRunOptions { Mode = SlotMode.Threads, Slots = 1 })
            .RunAsync(default);
        Assert.Null(report.Value);
        Assert.Null(report.Digest);
        Assert.Equal("", report.Coverage);
        var failure = Assert.Single(report.Failures);
        Assert.Equal((0, 4, 3), ((int)failure.Start, (int)failure.End, failure.Attempts));
    }

    [Fact]
    public async Task A_fold_that_throws_ends_the_run_with_what_it_threw()
    {
        var plan = TestPlans.Plan(10, new TestKernel());
        var run = new LocalRun(plan with { Reducer = new Unreadable(plan.Reducer) }, new LocalRunOptions { Mode = SlotMode.Threads, Slots = 1 });
        await Assert.ThrowsAsync<OverflowException>(
            () => run.RunAsync(default).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    /// <summary>Its partials overflow when they are read back.</summary>
    private sealed class Unreadable(IReducer inner) : IReducer
    {
        public ReducerName Name => inner.Name;

        public IPartial NewPartial() => inner.NewPartial();

        public IPartial Read(ReadOnlySpan<byte> payload) => throw new OverflowException("too much");

        public ReducedValue Finish(IPartial whole, ResultScale scale) => inner.Finish(whole, scale);
    }
}
