using ParallelJobs.Contracts.Resource;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

[Trait("Requires", "Cluster")]
public sealed class LifeTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private const string Digest = "^sha256:[0-9a-f]{64}$";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_job_is_accepted_then_progresses_then_is_complete()
    {
        await using var history = await StatusHistory.OfAsync(Installation, "life");
        await Installation.ApplyAsync(SmallJobs.Held("life"), Token);
        var running = await Installation.UntilAsync(
            "life", status => Installation.IsTrue(status, ConditionTypes.Progressing) && status.Items?.Completed > 0, "to progress", cancellationToken: Token);
        Assert.True(Installation.IsTrue(running, ConditionTypes.Accepted));
        Assert.True(Installation.IsTrue(running, ConditionTypes.QueueReachable));
        Assert.NotNull(running.StartTime);
        Assert.Null(running.Result?.Value);

        await Installation.LetGoAsync("life", Token);
        var ended = await Installation.UntilFinishedAsync("life", cancellationToken: Token);

        Assert.True(Installation.IsTrue(ended, ConditionTypes.Complete));
        Assert.False(Installation.IsTrue(ended, ConditionTypes.Progressing));
        Assert.Equal($"{SmallJobs.HeldItems}", ended.Result!.Value);
        Assert.Equal($"[0,{SmallJobs.HeldItems})", ended.Result.Coverage);
        Assert.Matches(Digest, ended.Result.Digest);
        Assert.Equal(SmallJobs.HeldItems, ended.Items!.Completed);
        Assert.True(ended.CompletionTime >= ended.StartTime);
        Assert.Equal(
            [ConditionTypes.Accepted, ConditionTypes.Progressing, ConditionTypes.Complete],
            (await history.UntilAsync(status => Installation.IsTrue(status, ConditionTypes.Complete), Token))
                .SelectMany(status => status.Conditions ?? [])
                .Where(condition => condition.Status == ConditionStatus.True && condition.Type != ConditionTypes.QueueReachable)
                .Select(condition => condition.Type)
                .Distinct());
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task Kubectl_prints_where_a_job_stands_and_waits_for_its_end()
    {
        await Installation.ApplyAsync(SmallJobs.Held("columns"), Token);
        await Installation.UntilAsync("columns", status => status.Summary?.State == "Running", "to run", cancellationToken: Token);
        Assert.Contains("Running", (await ColumnsAsync("columns"))["STATE"], StringComparison.Ordinal);

        var waiting = Installation.KubectlAsync(["wait", "--for=condition=Complete", "--timeout=200s", "pj/columns"], cancellationToken: Token);
        Assert.False(waiting.IsCompleted);
        await Installation.LetGoAsync("columns", Token);
        Assert.Contains("condition met", await waiting, StringComparison.Ordinal);

        var narrow = await ColumnsAsync("columns");
        Assert.Equal(["NAME", "STATE", "PROGRESS", "WORKERS", "RATE", "ETA", "RESULT", "AGE"], narrow.Keys);
        Assert.Equal(("columns", "Complete", "100%"), (narrow["NAME"], narrow["STATE"], narrow["PROGRESS"]));
        Assert.Equal($"{SmallJobs.HeldItems}", narrow["RESULT"]);
        var wide = await ColumnsAsync("columns", "--output=wide");
        Assert.Equal(
            ["NAME", "STATE", "PROGRESS", "WORKERS", "RATE", "ETA", "RESULT", "KERNEL", "ITEMS", "FAILED", "EFFICIENCY", "DIGEST", "AGE"], wide.Keys);
        Assert.Equal(("sleep", $"{SmallJobs.HeldItems}", "0"), (wide["KERNEL"], wide["ITEMS"], wide["FAILED"]));
        Assert.Matches(Digest, wide["DIGEST"]);
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task All_that_a_job_made_in_the_cluster_names_it_as_its_owner()
    {
        await Installation.ApplyAsync(SmallJobs.Held("owner"), Token);
        await Installation.UntilAsync("owner", status => status.Workers?.Ready == 1, "to have a worker", cancellationToken: Token);

        var owners = await Installation.KubectlAsync(
            ["get", "jobs,secrets,networkpolicies", "--selector=paralleljobs.io/job-name=owner", "--output=jsonpath={range .items[*]}{.kind} {.metadata.ownerReferences[*].kind}/{.metadata.ownerReferences[*].name} {.metadata.finalizers}{\"\\n\"}{end}"],
            cancellationToken: Token);

        Assert.Equal(
            ["Job ParallelJob/owner", "NetworkPolicy ParallelJob/owner", "Secret ParallelJob/owner"],
            owners.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).Order(StringComparer.Ordinal));
        await Installation.LeaveNothingAsync(Token);
    }

    /// <summary>Cut where the header's words begin: a cell may be empty.</summary>
    private async Task<Dictionary<string, string>> ColumnsAsync(string name, params string[] options)
    {
        var lines = (await Installation.KubectlAsync(["get", "pj", name, .. options], cancellationToken: Token)).Split('\n');
        var header = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var starts = header.Select(word => lines[0].IndexOf(word, StringComparison.Ordinal)).Append(int.MaxValue).ToList();
        return header
            .Select((word, index) => (word, Cell: lines[1][Math.Min(starts[index], lines[1].Length)..Math.Min(starts[index + 1], lines[1].Length)].Trim()))
            .ToDictionary(pair => pair.word, pair => pair.Cell, StringComparer.Ordinal);
    }
}
