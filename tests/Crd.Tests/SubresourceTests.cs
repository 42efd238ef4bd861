using System.Text.Json.Nodes;

namespace ParallelJobs.Crd.Tests;

/// <summary>Scale and status, each written apart from the rest.</summary>
[Trait("Requires", "CrdServer")]
public sealed class SubresourceTests(CrdServer server) : IClassFixture<CrdServer>
{
    [Fact]
    public async Task A_job_that_says_nothing_of_workers_can_be_scaled()
    {
        await using var job = await TestJob.CreateAsync(server);
        var scale = (await job.GetAsync("/scale")).Object;
        Assert.Equal(1, (int)scale["spec"]!["replicas"]!);
        scale["spec"]!["replicas"] = 8;
        Assert.Null((await job.PutAsync(scale, "/scale")).Refusal);
        var after = (await job.GetAsync()).Object;
        Assert.Equal("""{"replicas":8}""", after["spec"]!["workers"]!.ToJsonString());
        Assert.Equal(2, (int)after["metadata"]!["generation"]!);
    }

    [Fact]
    public async Task The_scale_says_how_many_workers_there_are_and_how_to_find_them()
    {
        await using var job = await TestJob.CreateAsync(server);
        var status = (await job.GetAsync()).Object;
        status["status"] = JsonNode.Parse("""{"workers":{"desired":4,"replicas":3,"ready":2,"selector":"a=b"}}""");
        Assert.Null((await job.PutAsync(status, "/status")).Refusal);
        var scale = (await job.GetAsync("/scale")).Object;
        Assert.Equal("""{"replicas":3,"selector":"a=b"}""", scale["status"]!.ToJsonString());
    }

    [Fact]
    public async Task A_status_is_written_apart_from_the_spec_and_an_outdated_one_is_refused()
    {
        await using var job = await TestJob.CreateAsync(server);
        var read = (await job.GetAsync()).Object;
        var first = read.DeepClone();
        first["spec"]!["suspend"] = true;
        first["status"] = JsonNode.Parse("""{"incarnation":1,"unknown":1}""");
        Assert.Contains("unknown field", (await job.PutAsync(first, "/status")).Refusal);
        first["status"]!.AsObject().Remove("unknown");
        var written = (await job.PutAsync(first, "/status")).Object;
        Assert.Equal(1, (int)written["status"]!["incarnation"]!);
        Assert.Null(written["spec"]!["suspend"]);
        Assert.Equal(1, (int)written["metadata"]!["generation"]!);

        read["status"] = JsonNode.Parse("""{"incarnation":2}""");
        Assert.Contains("the object has been modified", (await job.PutAsync(read, "/status")).Refusal);
    }

    [Fact]
    public async Task A_status_beyond_its_bounds_is_refused()
    {
        await using var job = await TestJob.CreateAsync(server);
        var read = (await job.GetAsync()).Object;
        read["status"] = new JsonObject { ["result"] = new JsonObject { ["value"] = new string('1', 1025) } };
        Assert.Contains("may not be more than 1024", (await job.PutAsync(read, "/status")).Refusal);
    }

    [Fact]
    public async Task Two_managers_each_keep_the_conditions_that_they_apply()
    {
        await using var job = await TestJob.CreateAsync(server);
        Assert.Null((await job.ApplyStatusAsync("conditions: [{ type: Accepted, status: \"True\" }, { type: Progressing, status: \"True\" }]", "operator")).Refusal);
        Assert.Null((await job.ApplyStatusAsync("conditions: [{ type: Suspended, status: \"False\" }]", "another")).Refusal);
        Assert.Null((await job.ApplyStatusAsync("conditions: [{ type: Accepted, status: \"True\" }]", "operator")).Refusal);
        var conditions = (await job.GetAsync()).Object["status"]!["conditions"]!.AsArray();
        Assert.Equal(["Accepted", "Suspended"], conditions.Select(condition => (string)condition!["type"]!).Order());

        var conflict = await job.ApplyStatusAsync("conditions: [{ type: Accepted, status: \"False\" }]", "another");
        Assert.Contains("conflict with \"operator\"", conflict.Refusal);
    }
}
