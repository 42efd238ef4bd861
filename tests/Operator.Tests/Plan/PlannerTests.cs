using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using ParallelJobs.Resources;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

public class PlannerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_new_job_is_entered_and_gets_its_first_child_in_one_pass()
    {
        var decision = new Situation().Decide();

        Assert.True(decision.Enter);
        Assert.Equal(new NewChild(1, 2), decision.Create);
        Assert.Equal(1, decision.Status.Incarnation);
        Assert.True(decision.Status.IsTrue(ConditionTypes.Accepted));
    }

    [Fact]
    public void A_job_that_runs_as_wanted_is_left_alone()
    {
        var decision = new Situation { Ledger = Entered(completed: 100, workers: 2), Children = [Child()], Pods = [Ready()] }.Decide();

        Assert.False(decision.Enter);
        Assert.Null(decision.Create);
        Assert.Null(decision.Scale);
        Assert.Empty(decision.DeleteChildren);
        Assert.True(decision.Status.IsTrue(ConditionTypes.Progressing));
        Assert.Equal("Running", decision.Status.Summary!.State);
        Assert.Equal("10%", decision.Status.Summary.Progress);
    }

    [Fact]
    public void Planning_again_on_what_was_planned_changes_nothing()
    {
        var first = new Situation { Ledger = Entered(completed: 100, workers: 2), Children = [Child()], Pods = [Ready()] };
        var once = first.Decide().Status;
        var twice = (first with { Status = once }).Decide().Status;

        Assert.Equal(StatusReading.ToJson(once).GetRawText(), StatusReading.ToJson(twice).GetRawText());
    }

    [Fact]
    public void A_job_of_another_installation_is_not_touched()
    {
        var decision = new Situation { Spec = """{"managedBy":"somebody.else/entirely","range":"nonsense"}""" }.Decide();

        Assert.True(decision.HandsOff);
    }

    [Fact]
    public void A_job_that_is_being_deleted_gets_no_new_children()
    {
        Assert.True(new Situation { DeletionTimestamp = Now }.Decide().HandsOff);
    }

    [Fact]
    public void An_invalid_spec_is_told_once_with_field_and_fix_and_nothing_is_made()
    {
        var situation = new Situation { Spec = """{"range":{"start":1,"end":11},"kernel":{"name":"no-such"}}""" };
        var first = situation.Decide();
        var second = (situation with { Status = first.Status }).Decide();

        Assert.Equal("InvalidSpec", first.Status.Find(ConditionTypes.Accepted)!.Reason);
        Assert.Contains("spec.kernel.name", first.Status.Find(ConditionTypes.Accepted)!.Message!, StringComparison.Ordinal);
        Assert.Single(first.Events);
        Assert.Empty(second.Events);
        Assert.False(first.Enter);
        Assert.Null(first.Create);
        Assert.Equal("Invalid", first.Status.Summary!.State);
    }

    [Fact]
    public void An_edit_of_a_fixed_field_is_reported_and_the_accepted_spec_runs_on()
    {
        var decision = new Situation
        {
            AcceptedSpec = """{"range":{"start":1,"end":501},"kernel":{"name":"pi"},"leafSize":10,"workers":{"replicas":2}}""",
            Ledger = Entered(workers: 2),
            Children = [Child()],
        }.Decide();

        Assert.Equal("ImmutableFieldChanged", decision.Status.Find(ConditionTypes.Accepted)!.Reason);
        Assert.Null(decision.Create);
        Assert.False(decision.IsFinal);
    }

    [Fact]
    public void What_enters_the_queue_is_the_spec_as_written_and_no_later_pass_finds_it_changed()
    {
        var first = new Situation();
        var kept = Operator.Reconcile.Act.Entering.Definition(first.Observe().Accepted!).AcceptedSpec;

        var second = (first with { AcceptedSpec = kept, Ledger = Entered(), Children = [Child()] }).Observe();

        Assert.Empty(second.Accepted!.Differences);
    }

    [Fact]
    public void A_result_of_nothing_yet_has_no_coverage()
    {
        Assert.Null(new Situation { Ledger = Entered(workers: 1), Children = [Child()] }.Decide().Status.Result?.Coverage);
    }

    [Fact]
    public void An_image_that_is_not_allowed_starts_nothing()
    {
        var situation = new Situation();
        var decision = (situation with
        {
            Spec = """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":10,"workers":{"image":"evil.example/x:1"}}""",
            Options = situation.Options with { AllowedImages = ["registry.example/*"] },
        }).Decide();

        Assert.Equal("ImageNotAllowed", decision.Status.Find(ConditionTypes.Accepted)!.Reason);
        Assert.False(decision.Enter);
        Assert.Null(decision.Create);
    }

    [Fact]
    public void While_the_queue_does_not_answer_nothing_is_begun_and_what_is_there_goes_on()
    {
        var decision = new Situation { Ledger = new() { Trouble = "no connection" }, Children = [Child()] }.Decide();

        Assert.Equal(ConditionStatus.False, decision.Status.Find(ConditionTypes.QueueReachable)!.Status);
        Assert.Null(decision.Create);
        Assert.Empty(decision.DeleteChildren);
        Assert.NotNull(decision.Again);
    }

    [Fact]
    public void A_job_that_the_queue_has_lost_begins_again_and_says_so()
    {
        var decision = new Situation
        {
            Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing"),
            Children = [Child()],
        }.Decide();

        Assert.True(decision.Enter);
        Assert.Equal("QueueStateLost", Assert.Single(decision.Events).Reason);
    }

    [Fact]
    public void Suspending_pauses_the_queue_and_deletes_the_child()
    {
        var decision = new Situation
        {
            Spec = """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":10,"suspend":true}""",
            Ledger = Entered(workers: 2),
            Children = [Child()],
        }.Decide();

        Assert.True(decision.Pause);
        Assert.Equal(["pi-1"], decision.DeleteChildren);
        Assert.Null(decision.Create);
        Assert.True(decision.Status.IsTrue(ConditionTypes.Suspended));
        Assert.Equal("Suspended", decision.Status.Summary!.State);
    }

    [Fact]
    public void Resuming_is_the_next_incarnation()
    {
        var decision = new Situation
        {
            Status = StatusWith(ConditionTypes.Suspended, ConditionStatus.True, "Requested", Minute) with { StartTime = Now - (2 * Minute) },
            Ledger = Entered(JobState.Paused),
        }.Decide();

        Assert.False(decision.Pause);
        Assert.Equal(new NewChild(2, 2), decision.Create);
        Assert.Equal(60, decision.Status.SuspendedSeconds);
    }

    [Fact]
    public void Scaling_is_one_patch_of_the_child()
    {
        var decision = new Situation { Ledger = Entered(workers: 1), Children = [Child(parallelism: 1)], Pods = [Ready()] }.Decide();

        Assert.Equal(new ScaledChild("pi-1", 2), decision.Scale);
        Assert.Null(decision.Create);
    }

    [Fact]
    public void No_more_workers_than_are_free_and_the_condition_says_why()
    {
        var decision = new Situation { Capacity = 1 }.Decide();

        Assert.Equal(new NewChild(1, 1), decision.Create);
        Assert.Equal("WorkerCapacity", decision.Status.Find(ConditionTypes.Progressing)!.Reason);
    }

    [Fact]
    public void A_Job_of_the_childs_name_that_is_somebody_elses_stops_everything()
    {
        var decision = new Situation { Ledger = Entered(), Children = [Child(owner: "another")] }.Decide();

        Assert.Null(decision.Create);
        Assert.Empty(decision.DeleteChildren);
        Assert.Equal("ChildNameTaken", decision.Status.Find(ConditionTypes.Progressing)!.Reason);
        Assert.Single(decision.Events);
    }

    [Fact]
    public void A_child_of_which_a_pod_has_succeeded_makes_no_more_so_the_next_one_does()
    {
        var decision = new Situation { Ledger = Entered(completed: 10), Children = [Child(succeeded: 1)] }.Decide();

        Assert.Equal(new NewChild(2, 2), decision.Create);
        Assert.Equal(["pi-1"], decision.DeleteChildren);
    }

    [Theory]
    [InlineData(31, 61, true)]
    [InlineData(29, 61, false)]
    [InlineData(31, 59, false)]
    public void A_child_without_pods_is_replaced_after_half_a_minute_and_once_a_minute_at_most(int missing, int age, bool isReplaced)
    {
        var decision = new Situation
        {
            Status = StatusWith(ConditionTypes.Progressing, ConditionStatus.False, "WorkersMissing", TimeSpan.FromSeconds(missing)),
            Ledger = Entered(),
            Children = [Child(age: TimeSpan.FromSeconds(age))],
        }.Decide();

        Assert.Equal(isReplaced, decision.Create is not null);
    }

    [Theory]
    [InlineData("ImagePullBackOff", "Back-off pulling image")]
    [InlineData("CreateContainerConfigError", "secret not found")]
    public void Why_pods_do_not_start_is_said_in_their_own_words(string reason, string message)
    {
        var decision = new Situation { Ledger = Entered(), Children = [Child()], Pods = [Waiting(reason, message)] }.Decide();

        var condition = decision.Status.Find(ConditionTypes.Progressing)!;
        Assert.Equal(reason, condition.Reason);
        Assert.Contains(message, condition.Message!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pod_that_was_killed_for_memory_says_so_and_not_that_it_waits()
    {
        var last = new Kubernetes.Objects.ContainerTerminated { ExitCode = 137, Reason = "OOMKilled" };
        var decision = new Situation { Ledger = Entered(), Children = [Child()], Pods = [Waiting("CrashLoopBackOff", "back-off 40s", last)] }.Decide();

        Assert.Equal("OOMKilled", decision.Status.Find(ConditionTypes.Progressing)!.Reason);
    }

    [Fact]
    public void A_condition_keeps_its_time_while_its_status_stays()
    {
        var before = StatusWith(ConditionTypes.Accepted, ConditionStatus.True, "Old", Minute);

        var after = new Situation { Status = before with { Items = null } }.Decide().Status.Find(ConditionTypes.Accepted)!;

        Assert.Equal("Valid", after.Reason);
        Assert.Equal(Now - Minute, after.LastTransitionTime);
    }
}
