using System.Text;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Schema;
using ParallelJobs.Operator.Reconcile.Act;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using ParallelJobs.Resources;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>What holds of all rules together; each rule's own table is beside this.</summary>
public class PlannerTests(ITestOutputHelper output)
{
    [Fact]
    public void Planning_again_on_what_was_planned_changes_nothing()
    {
        var first = new Situation { Ledger = Entered(completed: 100, workers: 2), Children = [Child()], Pods = [Ready()] };
        var once = first.Decide().Status;
        var twice = (first with { Status = once }).Decide();

        Assert.Equal(StatusReading.ToJson(once).GetRawText(), StatusReading.ToJson(twice.Status).GetRawText());
        Assert.True(twice is { Enter: false, Create: null, Scale: null, Pause: null, Limits: null, Cancel: false, DeleteChildren: [], Events: [] });
    }

    [Fact]
    public void What_enters_the_queue_is_the_spec_as_written_and_no_later_pass_finds_it_changed()
    {
        var first = new Situation();
        var kept = Entering.Definition(first.Observe().Accepted!).AcceptedSpec;

        var second = (first with { AcceptedSpec = kept, Ledger = Entered(), Children = [Child()] }).Observe();

        Assert.Empty(second.Accepted!.Differences);
    }

    [Fact]
    public void A_condition_keeps_its_time_while_its_status_stays()
    {
        var before = StatusWith(ConditionTypes.Accepted, ConditionStatus.True, "Old", TimeSpan.FromMinutes(1));

        var after = new Situation { Status = before with { Items = null } }.Decide().Status.Find(ConditionTypes.Accepted)!;

        Assert.Equal("Valid", after.Reason);
        Assert.Equal(Now - TimeSpan.FromMinutes(1), after.LastTransitionTime);
    }

    [Fact]
    public void The_fullest_status_stays_within_its_bytes()
    {
        var longest = new string('m', 4000);
        var decision = new Situation
        {
            Spec = Pi("\"suspend\":false"),
            Status = StatusWith(ConditionTypes.Suspended, ConditionStatus.False, longest) with { StartTime = Now },
            Ledger = Entered(completed: 500, failed: 100) with
            {
                Trouble = longest,
                Progress = Entered(completed: 500, failed: 100).Progress! with
                {
                    Dead = [.. Enumerable.Range(0, 10).Select(at => new DeadRange(new PositionRange(at * 10, (at * 10) + 1), int.MaxValue, longest))],
                },
                Folded = new FoldedResult(JobState.Open, PositionSet.Of([.. Enumerable.Range(0, 50).Select(at => new PositionRange(2 * at, (2 * at) + 1))]), default, 1),
            },
            Pods = [Waiting("ErrImagePull", longest)],
        }.Decide();

        Assert.InRange(Encoding.UTF8.GetByteCount(decision.Status.ToJson().GetRawText()), 2000, StatusSchema.MaxBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_found_the_planner_decides_and_an_end_stays_an_end(int seed)
    {
        output.WriteLine($"seed {seed}");
        var walk = new RandomWalk(new Random(seed));
        for (var step = 0; step < 1000; step++)
        {
            var given = walk.Situation();
            var decision = given.Decide();

            Assert.True(decision.HandsOff || decision.Status.ObservedGeneration == given.Generation, $"{given}");
            Assert.True(decision.Create is null || decision.Create.Parallelism is > 0 and <= 2, $"{given}");
            Assert.True(decision.Create is null || decision.Scale is null, $"{given}");
            Assert.True(decision.RetryDead || !given.Status.IsFinished() || Ends(decision.Status).SequenceEqual(Ends(given.Status)), $"{given}");
            Assert.True(Encoding.UTF8.GetByteCount(decision.Status.ToJson().GetRawText()) <= StatusSchema.MaxBytes, $"{given}");
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void From_any_state_acting_as_planned_comes_to_rest(int seed)
    {
        output.WriteLine($"seed {seed}");
        var walk = new RandomWalk(new Random(seed));
        for (var start = 0; start < 150; start++)
        {
            var given = walk.Situation();
            var now = given;
            for (var pass = 0; pass < 12; pass++)
            {
                now = SimulatedActor.Act(now, now.Decide());
            }

            var last = now.Decide();
            Assert.True(
                last is { HandsOff: true } or { Enter: false, RetryDead: false, Create: null, Scale: null, Pause: null, Limits: null, DeleteChildren: [], Events: [] },
                $"enter {last.Enter} retry {last.RetryDead} create {last.Create} scale {last.Scale} pause {last.Pause} limits {last.Limits}"
                + $" delete {string.Join(' ', last.DeleteChildren)} events {string.Join(' ', last.Events)} at {now.Spec} {now.Ledger} {string.Join(' ', now.Children)}");
        }
    }

    private static IEnumerable<JobCondition> Ends(ParallelJobStatus status) =>
        (status.Conditions ?? []).Where(condition => condition is { Type: ConditionTypes.Complete or ConditionTypes.Failed, Status: ConditionStatus.True })
            .Select(condition => condition with { ObservedGeneration = null });
}
