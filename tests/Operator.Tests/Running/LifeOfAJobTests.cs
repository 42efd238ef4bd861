using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.TestKit;

namespace ParallelJobs.Operator.Tests.Running;

/// <summary>The whole of what a leader does, with real workers and a real queue.</summary>
public class LifeOfAJobTests(ITestOutputHelper output)
{
    private const string Spec = """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":100}""";

    private const int MostWrites = 12;

    [Fact]
    public async Task A_small_job_costs_a_dozen_writes_at_most()
    {
        await using var installation = await Installation.CreateAsync();
        await using var cluster = new ClusterSimulator(installation.Api);
        await using var life = installation.Start();
        await installation.ApplyAsync("pi", Spec);

        await installation.StatusAsync("pi", status => status.IsTrue(ConditionTypes.Complete), "the end");
        await life.Server.Changed.UntilAsync(() => life.Server.Writes.Contains("create events"), "the event of the end");

        output.WriteLine(string.Join(", ", life.Server.Writes));
        Assert.InRange(life.Server.Writes.Count, 5, MostWrites);
    }

    [Fact]
    public async Task Whenever_the_operator_dies_the_next_one_comes_to_the_same_children_and_the_same_result()
    {
        string? digest = null;
        for (var writes = 1; ; writes++)
        {
            await using var installation = await Installation.CreateAsync();
            await using var cluster = new ClusterSimulator(installation.Api);
            await installation.ApplyAsync("pi", Spec);
            var (died, first) = await DieAsync(installation, writes);
            output.WriteLine($"{(died ? "died" : "lived")} after {string.Join(", ", first)}");

            await using var next = installation.Start();
            var status = await installation.StatusAsync("pi", status => status.IsTrue(ConditionTypes.Complete), "the end");

            digest ??= status.Result!.Digest;
            Assert.Equal((digest, "[1,1001)", 1), (status.Result!.Digest, status.Result.Coverage, status.Incarnation));
            Assert.Equal(["pi-1"], await installation.NamesAsync<Job>());
            Assert.Single(await installation.NamesAsync<Secret>());
            Assert.Single(await installation.NamesAsync<NetworkPolicy>());
            if (!died)
            {
                Assert.True(writes > 5, "it never lived as long as it takes");
                return;
            }
        }
    }

    /// <summary>What begins anew looks at all of them once.</summary>
    [Fact]
    public async Task A_crowd_that_has_ended_costs_no_write_neither_for_a_new_leader_nor_as_time_goes_by()
    {
        await using var installation = await Installation.CreateAsync();
        await using (var cluster = new ClusterSimulator(installation.Api))
        await using (installation.Start())
        {
            for (var number = 0; number < 5; number++)
            {
                await installation.ApplyAsync($"pi-{number}", Spec);
            }

            for (var number = 0; number < 5; number++)
            {
                await installation.StatusAsync($"pi-{number}", status => status.IsTrue(ConditionTypes.Complete), "the end");
            }
        }

        installation.Api.Requests.Clear();
        var time = new ManualTime();
        await using var next = installation.Start(time: time);
        // One that comes last tells when all were looked at.
        await installation.ApplyAsync("before", "{}");
        await installation.StatusAsync("before", status => status.ObservedGeneration == 1, "a look at all");
        for (var seconds = 0; seconds < 120; seconds++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await installation.ApplyAsync("after", "{}");
        await installation.StatusAsync("after", status => status.ObservedGeneration == 1, "a look after two minutes");

        Assert.Equal(["update paralleljobs/status", "update paralleljobs/status"], next.Server.Writes.Where(write => write != "create events"));
        Assert.Equal(0, installation.Api.Requests.Count(request => request is { Verb: "get", Resource: "jobs" } && request.Name!.StartsWith("pi", StringComparison.Ordinal)));
    }

    /// <summary>Until it has written so much, or the job has ended and its event is told.</summary>
    private static async Task<(bool Died, IReadOnlyList<string> Writes)> DieAsync(Installation installation, int writes)
    {
        await using var life = installation.Start(writes);
        await life.Server.Changed.UntilAsync(() => life.Server.IsDead || life.Server.Writes.Contains("create events"), "its death, or the end");
        return (life.Server.IsDead, life.Server.Writes);
    }
}
