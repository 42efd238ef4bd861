using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

/// <summary>What the operator does not do, and says so: once, in a condition and an event, and without trying again and again.</summary>
[Trait("Requires", "Cluster")]
public sealed class RefusalTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    /// <summary>A name, a spec, and what the message has to name.</summary>
    private static readonly (string Name, string Spec, string Named)[] Invalid =
    [
        ("no-kernel", "range: { start: 0, end: 10 }\n  kernel: { name: nothing-like-it }", "nothing-like-it"),
        ("parameter", "range: { start: 0, end: 10 }\n  kernel: { name: sleep, parameters: [ { name: duration, value: soon } ] }", "duration"),
        ("exec", "range: { start: 0, end: 10 }\n  exec: { command: [\"true\"], protocol: JsonLines }", "exec"),
        ("items", "items: { values: [ a, b ] }\n  kernel: { name: sleep }", "items"),
        ("depends", "range: { start: 0, end: 10 }\n  kernel: { name: sleep }\n  dependsOn: [ other ]", "dependsOn"),
        ("backwards", "range: { start: 10, end: 0 }\n  kernel: { name: sleep }", "range"),
        ("reserved", "range: { start: 0, end: 10 }\n  kernel: { name: sleep }\n  workers: { env: [ { name: PARALLELJOB_SLOTS, value: \"9\" } ] }", "PARALLELJOB_"),
    ];

    [Fact]
    public async Task A_spec_that_cannot_run_is_told_once_and_waits_for_its_next_edit()
    {
        var histories = new List<StatusHistory>();
        foreach (var (name, spec, _) in Invalid)
        {
            histories.Add(await StatusHistory.OfAsync(Installation, name));
            await Installation.ApplyAsync($"apiVersion: paralleljobs.io/v1alpha1\nkind: ParallelJob\nmetadata: {{ name: {name} }}\nspec:\n  {spec}", Token);
        }

        foreach (var (name, _, named) in Invalid)
        {
            var refused = await Installation.UntilAsync(
                name, status => Installation.Condition(status, ConditionTypes.Accepted) is { Status: ConditionStatus.False }, "to be refused", cancellationToken: Token);
            var condition = Installation.Condition(refused, ConditionTypes.Accepted)!;
            Assert.True(condition.Reason == ConditionReasons.InvalidSpec && condition.Message!.Contains(named, StringComparison.Ordinal), $"{name}: {condition}");
            Assert.Equal("Invalid", refused.Summary?.State);
            Assert.Equal("Warning", (await EventsOf.OneAsync(Installation, name, ConditionReasons.InvalidSpec)).Type);
        }

        // Another job comes and goes in the meantime: had these been tried again, they would have been written or told again.
        await Installation.ApplyAsync(SmallJobs.Pi("between"), Token);
        await Installation.UntilFinishedAsync("between", cancellationToken: Token);
        foreach (var ((name, _, _), history) in Invalid.Zip(histories))
        {
            Assert.Single(await history.UntilAsync(_ => true, Token));
            Assert.Null((await EventsOf.OneAsync(Installation, name, ConditionReasons.InvalidSpec)).Series);
            await history.DisposeAsync();
        }

        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_spec_that_could_not_run_runs_when_it_is_mended()
    {
        await Installation.ApplyAsync(SmallJobs.Pi("mended", "retry: { backoffSeconds: 9, maxBackoffSeconds: 3 }"), Token);
        await Installation.UntilAsync("mended", status => status.Summary?.State == "Invalid", "to be refused", cancellationToken: Token);

        await Installation.PatchAsync("mended", """{"retry":null}""", Token);
        var ended = await Installation.UntilFinishedAsync("mended", cancellationToken: Token);

        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        Assert.True(Installation.IsTrue(ended, ConditionTypes.Accepted));
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task An_image_that_is_not_allowed_gets_no_pods()
    {
        await using var strict = await Installation.StartAsync(
            settings: new Dictionary<string, string?> { ["PARALLELJOB_ALLOWED_IMAGES"] = "registry.example/*,localhost/parallel-job-worker:*" }, cancellationToken: Token);

        await strict.ApplyAsync(SmallJobs.Pi("foreign", workers: "image: \"elsewhere.example/worker:1\""), Token);
        await strict.ApplyAsync(SmallJobs.Pi("allowed", workers: $"image: \"{Installation.WorkerImage}\""), Token);

        var refused = await strict.UntilAsync(
            "foreign", status => Installation.Condition(status, ConditionTypes.Accepted) is { Status: ConditionStatus.False }, "to be refused", cancellationToken: Token);
        Assert.Equal(ConditionReasons.ImageNotAllowed, Installation.Condition(refused, ConditionTypes.Accepted)!.Reason);
        Assert.Contains("elsewhere.example/worker:1", Installation.Condition(refused, ConditionTypes.Accepted)!.Message, StringComparison.Ordinal);
        await EventsOf.OneAsync(strict, "foreign", ConditionReasons.ImageNotAllowed);
        Assert.True(Installation.IsTrue(await strict.UntilFinishedAsync("allowed", cancellationToken: Token), ConditionTypes.Complete));
        Assert.DoesNotContain(await strict.LeftAsync(Token), left => left.Contains("foreign-1", StringComparison.Ordinal));
        await strict.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_Job_of_somebody_else_with_the_name_of_a_child_is_left_alone_and_when_it_is_gone_the_job_goes_on()
    {
        var pod = Pods.Shell("sleep 3600");
        var foreign = await Installation.Client.CreateAsync(Pods.Job(Installation.Namespace, "taken-1", pod) with { Spec = new JobSpec { Parallelism = 0, Template = new PodTemplate { Spec = pod } } }, cancellationToken: Token);
        await Installation.ApplyAsync(SmallJobs.Pi("taken"), Token);
        var waiting = await Installation.UntilAsync(
            "taken", status => Installation.Condition(status, ConditionTypes.Progressing)?.Reason == ConditionReasons.ChildNameTaken, "to say so", cancellationToken: Token);
        Assert.Contains("taken-1", Installation.Condition(waiting, ConditionTypes.Progressing)!.Message, StringComparison.Ordinal);
        await EventsOf.OneAsync(Installation, "taken", ConditionReasons.ChildNameTaken);
        var still = await Installation.Client.GetAsync<Job>(Installation.Namespace, "taken-1", Token);
        Assert.Equal((foreign.Metadata.Uid, foreign.Metadata.Generation ?? 1, 0), (still.Metadata.Uid, still.Metadata.Generation ?? 1, still.Spec!.Parallelism));
        Assert.Null(still.Metadata.OwnerReferences);

        await Installation.KubectlAsync(["delete", "job", "taken-1"], cancellationToken: Token);
        var ended = await Installation.UntilFinishedAsync("taken", cancellationToken: Token);

        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        await Installation.LeaveNothingAsync(Token);
    }

    /// <summary>Where the server does not hold the field fast, the operator does.</summary>
    [Fact]
    public async Task An_edit_of_a_fixed_field_has_no_effect_and_taking_it_back_heals()
    {
        await Installation.ApplyAsync(SmallJobs.Held("fixed"), Token);
        await Installation.UntilAsync("fixed", status => status.Items?.Completed > 0 && status.Summary?.State == "Running", "to work", cancellationToken: Token);

        await Installation.PatchAsync("fixed", """{"range":{"start":0,"end":7}}""", Token);
        var edited = await Installation.UntilAsync(
            "fixed", status => Installation.Condition(status, ConditionTypes.Accepted) is { Status: ConditionStatus.False }, "to say so", cancellationToken: Token);
        Assert.Equal(ConditionReasons.ImmutableFieldChanged, Installation.Condition(edited, ConditionTypes.Accepted)!.Reason);
        Assert.Contains("range", Installation.Condition(edited, ConditionTypes.Accepted)!.Message, StringComparison.Ordinal);
        Assert.Equal("Running", edited.Summary!.State);
        await EventsOf.OneAsync(Installation, "fixed", ConditionReasons.ImmutableFieldChanged);

        await Installation.PatchAsync("fixed", $$"""{"range":{"start":0,"end":{{SmallJobs.HeldItems}}},"limits":null}""", Token);
        var ended = await Installation.UntilFinishedAsync("fixed", cancellationToken: Token);

        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        Assert.Equal($"{SmallJobs.HeldItems}", ended.Result!.Value);
        Assert.True(Installation.IsTrue(ended, ConditionTypes.Accepted));
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_fixed_field_that_stays_edited_does_not_change_the_result()
    {
        await Installation.ApplyAsync(SmallJobs.Sleep("edited", 20, "5ms", "suspend: true"), Token);
        await Installation.UntilAsync("edited", status => status.Items is not null, "to be accepted", cancellationToken: Token);

        await Installation.PatchAsync("edited", """{"range":{"start":0,"end":7},"suspend":false}""", Token);
        var ended = await Installation.UntilFinishedAsync("edited", cancellationToken: Token);

        Assert.Equal(("20", "[0,20)"), (ended.Result!.Value, ended.Result.Coverage));
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_job_of_another_operator_is_not_touched()
    {
        await Installation.ApplyAsync(SmallJobs.Pi("others", "managedBy: example.com/other"), Token);
        await Installation.ApplyAsync(SmallJobs.Pi("own"), Token);
        await Installation.UntilFinishedAsync("own", cancellationToken: Token);

        Assert.Null(Installation.Jobs.Store.Find(Installation.Space.Key("others"))!.Status);
        Assert.DoesNotContain(await Installation.LeftAsync(Token), left => left.Contains("others-1", StringComparison.Ordinal));
        await Installation.LeaveNothingAsync(Token);
    }
}
