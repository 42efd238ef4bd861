using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Engine.Work;

namespace ParallelJobs.Engine.Tests.Work;

public sealed class SlotRunnerTests
{
    [Fact]
    public void A_slot_for_which_there_was_no_thread_is_not_waited_for()
    {
        var plan = TestPlans.Plan(items: 1, new TestKernel());
        var slot = new SlotRunner(
            "never started",
            () => throw new SlotBrokenException("never made"),
            new LeafFeed(() => { }),
            new OutcomeBuffer(plan.Reducer),
            new SlotClock(TimeProvider.System, 0),
            () => { });

        Assert.True(slot.Join(TimeSpan.FromMinutes(1)));
    }
}
