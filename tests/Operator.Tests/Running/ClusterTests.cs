using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Tests.Running;

/// <summary>What a leader makes of what a cluster does to jobs. Where no simulator runs, Jobs stay without pods.</summary>
public class ClusterTests
{
    private const string Spec = """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":100}""";

    [Fact]
    public async Task Why_pods_cannot_be_made_is_in_the_condition_in_the_event_s_own_words()
    {
        await using var installation = await Installation.CreateAsync();
        await using var life = installation.Start();
        await installation.ApplyAsync("pi", Spec);
        await installation.StatusAsync("pi", status => status.Incarnation == 1, "the child");
        var child = await installation.Client.GetAsync<Job>("default", "pi-1");
        Assert.Equal(0, installation.Api.Requests.Count("list", "events"));
        await installation.SayAsync(child, "FailedCreate", "pods \"pi-1-\" is forbidden: exceeded quota: few");

        var status = await installation.StatusAsync("pi", status => status.Find(ConditionTypes.Progressing)!.Reason == "FailedCreate", "the reason");

        Assert.Equal("pods \"pi-1-\" is forbidden: exceeded quota: few", status.Find(ConditionTypes.Progressing)!.Message);
        Assert.Equal("FailedCreate", status.Summary!.State);
        Assert.InRange(installation.Api.Requests.Count("list", "events"), 1, 3);
    }

    [Fact]
    public async Task With_Kueue_s_label_the_Job_is_suspended_and_left_to_it()
    {
        await using var installation = await Installation.CreateAsync();
        await using var cluster = new ClusterSimulator(installation.Api);
        await using var life = installation.Start();
        await installation.ApplyAsync("pi", Spec, (WorkersRule.QueueNameLabel, "team-a"));

        await installation.StatusAsync("pi", status => status.Find(ConditionTypes.Progressing) is { Reason: "Queued" }, "the queue's word");
        var child = await installation.Client.GetAsync<Job>("default", "pi-1");
        Assert.Equal((true, "team-a"), (child.Spec!.Suspend, child.Metadata.Labels![WorkersRule.QueueNameLabel]));
        await installation.Client.PatchAsync<Job>("default", "pi-1", Patch.Merge(new() { ["spec"] = new System.Text.Json.Nodes.JsonObject { ["suspend"] = false } }));

        var status = await installation.StatusAsync("pi", status => status.IsTrue(ConditionTypes.Complete), "the end");
        Assert.Equal(1, status.Incarnation);
        Assert.DoesNotContain("patch jobs", life.Server.Writes);
    }

    [Fact]
    public async Task Beyond_the_workers_of_all_jobs_the_oldest_gets_what_becomes_free()
    {
        await using var installation = await Installation.CreateAsync();
        await using var life = installation.Start(change: options => options with { MaxTotalWorkers = 1 });
        await installation.ApplyAsync("first", Spec);
        await installation.StatusAsync("first", status => status.Incarnation == 1, "the first job's child");
        await installation.ApplyAsync("b-older", Spec);
        await installation.StatusAsync("b-older", IsWaiting, "its waiting");
        await installation.ApplyAsync("a-younger", Spec);
        var waiting = await installation.StatusAsync("a-younger", IsWaiting, "its waiting too");
        Assert.StartsWith("1 workers are wanted and 0 are free", waiting.Find(ConditionTypes.Progressing)!.Message, StringComparison.Ordinal);

        // Objects of one second come by name; so that age decides, the clock has to have gone on.
        var older = await installation.Client.GetAsync<JobResource>("default", "b-older");
        var younger = await installation.Client.GetAsync<JobResource>("default", "a-younger");
        var next = older.Metadata.CreationTimestamp < younger.Metadata.CreationTimestamp ? "b-older" : "a-younger";
        await installation.Client.DeleteAsync<JobResource>("default", "first");

        await installation.StatusAsync(next, status => status.Incarnation == 1, "what became free");
        Assert.Equal(["first-1", $"{next}-1"], (await installation.NamesAsync<Job>()).OrderByDescending(name => name == "first-1"));

        static bool IsWaiting(ParallelJobStatus status) => status.Find(ConditionTypes.Progressing) is { Reason: ConditionReasons.WorkerCapacity };
    }

    [Fact]
    public async Task Somebody_else_s_Job_of_the_child_s_name_is_left_and_no_Secret_is_written()
    {
        await using var installation = await Installation.CreateAsync();
        await installation.Client.CreateAsync(new Job { Metadata = new() { Namespace = "default", Name = "pi-1" } });
        await using var life = installation.Start();
        await installation.ApplyAsync("pi", Spec);

        await installation.StatusAsync("pi", status => status.Find(ConditionTypes.Progressing) is { Reason: ConditionReasons.ChildNameTaken }, "the refusal");

        Assert.Empty(await installation.NamesAsync<Secret>());
        Assert.Empty(await installation.NamesAsync<NetworkPolicy>());
        Assert.All(life.Server.Writes, write => Assert.True(write is "update paralleljobs/status" or "create events", write));
    }

    [Fact]
    public async Task An_edit_of_how_many_items_may_fail_reaches_the_queue()
    {
        await using var installation = await Installation.CreateAsync();
        await using var life = installation.Start();
        var job = await installation.ApplyAsync("pi", """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":100,"retry":{"onExhausted":"DeadLetter"}}""");
        await installation.StatusAsync("pi", status => status.Items is not null, "its items");

        await installation.Client.PatchAsync<JobResource>("default", "pi", Patch.Merge(new() { ["spec"] = new System.Text.Json.Nodes.JsonObject { ["maxFailedItems"] = 7 } }));

        await using var ledger = new Queue.Postgres.PostgresLedger(installation.Settings.Queue, new byte[32]);
        await TestKit.Eventually.Question.UntilYesAsync(
            async token => (await ledger.ProgressAsync(Guid.Parse(job.Metadata.Uid!), token)).MaxFailedItems == 7, "the edit in the queue");
    }
}
