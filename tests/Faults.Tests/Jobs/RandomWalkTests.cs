using ParallelJobs.Contracts.Resource;
using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Installations;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Faults.Tests.Jobs;

[Trait("Requires", "Faults")]
public sealed class RandomWalkTests
{
    private const int Steps = 10;
    private const string Name = "walk";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_happens_in_whatever_order_every_item_is_in_the_result_once()
    {
        await using var postgres = await NodePostgres.StartAsync(Token);
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(postgres, isOperatorStarted: false, cancellationToken: Token));
        StartOperator(run);
        var progress = new Progress(run.Installation.Jobs, Name);
        var manifest = new Manifest(Name, 600) { Replicas = 2, Slots = 3, Limit = 30, Workers = ", terminationGracePeriodSeconds: 2" };
        await run.ApplyAsync(manifest);

        for (var step = 1; step <= Steps; step++)
        {
            await run.UntilDoneAsync(Name, step * manifest.Items / (Steps + 5));
            var way = run.Chance.Next(7);
            TestContext.Current.TestOutputHelper?.WriteLine($"step {step}: {way}, {run.Completed(Name)} items");
            await HappenAsync(run, way);
        }

        await run.EndsRightAsync(manifest);
        progress.NeverWentBack();
        await run.LeaveNothingAsync();
    }

    private static Task HappenAsync(FaultRun run, int way) => way switch
    {
        0 => KillWorkerAsync(run),
        1 => DeletePodAsync(run),
        2 => RestartOperatorAsync(run),
        3 => run.PatchSpecAsync(Name, new() { ["workers"] = new System.Text.Json.Nodes.JsonObject { ["replicas"] = run.Chance.Next(1, 5) } }),
        4 => PauseAsync(run),
        5 => RestartDatabaseAsync(run),
        _ => RestartAsync(ClusterTools.Kubelet),
    };

    private static Task KillWorkerAsync(FaultRun run)
    {
        _ = run.Running.Count > 0 && WorkerProcesses.Signal(run.Running[run.Chance.Next(run.Running.Count)], UnixSignal.Kill) > 0;
        return Task.CompletedTask;
    }

    private static async Task DeletePodAsync(FaultRun run)
    {
        if (run.Running is { Count: > 0 } pods)
        {
            await run.Installation.Client.DeleteAsync<Pod>(run.Installation.Namespace, pods[run.Chance.Next(pods.Count)].Metadata.Name!, new DeleteOptions { GracePeriodSeconds = 0 }, Token);
        }
    }

    private static async Task RestartOperatorAsync(FaultRun run)
    {
        await run.Installation.Operator.KillAsync();
        StartOperator(run);
    }

    private static async Task PauseAsync(FaultRun run)
    {
        await run.PatchSpecAsync(Name, new() { ["suspend"] = true });
        await run.UntilAsync(Name, ConditionTypes.Suspended, ConditionStatus.True);
        await run.PatchSpecAsync(Name, new() { ["suspend"] = false });
    }

    private static async Task RestartDatabaseAsync(FaultRun run)
    {
        await run.Installation.Postgres.Server.KillAsync();
        await run.Installation.Postgres.Server.RestartAsync(Token);
    }

    private static async Task RestartAsync(string program)
    {
        await ClusterTools.Get().KillAsync(program);
        await ClusterTools.Get().RestoreAsync();
    }

    /// <summary>As a container of one pod, which resumes its own lease.</summary>
    private static void StartOperator(FaultRun run) => run.Installation.StartOperator(new Dictionary<string, string?> { ["PARALLELJOB_IDENTITY"] = "one" });
}
