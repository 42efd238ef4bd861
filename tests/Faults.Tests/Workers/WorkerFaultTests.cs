using ParallelJobs.Faults.Tests.Runs;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Installations;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Faults.Tests.Workers;

[Trait("Requires", "Faults")]
public sealed class WorkerFaultTests
{
    private const int Faults = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Threads")]
    [InlineData("Processes")]
    public async Task Workers_are_killed_stopped_and_deleted_at_random_and_every_item_is_in_the_result_once(string mode)
    {
        await using var run = await FaultRun.StartAsync(await Installation.StartAsync(cancellationToken: Token));
        var manifest = new Manifest("fragile", 600) { Replicas = 3, Slots = 3, Limit = 40, Workers = $", mode: {mode}, terminationGracePeriodSeconds: 3" };
        await run.ApplyAsync(manifest);

        for (var fault = 1; fault <= Faults; fault++)
        {
            await run.UntilDoneAsync(manifest.Name, fault * manifest.Items / (Faults + 4));
            await run.Pods.UntilAsync(_ => run.Running.Count > 0, "a worker to run", Installation.AtMost, Token);
            await HappenAsync(run, run.Running[run.Chance.Next(run.Running.Count)]);
        }

        await run.EndsRightAsync(manifest);
        await run.LeaveNothingAsync();
    }

    private static async Task HappenAsync(FaultRun run, Pod pod)
    {
        var processes = WorkerProcesses.Of(pod);
        var way = run.Chance.Next(4);
        TestContext.Current.TestOutputHelper?.WriteLine($"{way} to {pod.Metadata.Name}, processes {string.Join(", ", processes)}");
        switch (way)
        {
            // In Processes the worker's own or a slot's.
            case 0 when processes.Count > 0:
                WorkerProcesses.Signal(processes[run.Chance.Next(processes.Count)], UnixSignal.Kill);
                break;
            // Its leases run out, and it finds so when it goes on.
            case 1 when processes.Count > 0 && run.Running.Count > 1:
                WorkerProcesses.Signal(pod, UnixSignal.Stop);
                await run.UntilDoneAsync("fragile", run.Completed("fragile") + 40);
                WorkerProcesses.Signal(pod, UnixSignal.Continue);
                break;
            case 2:
                await DeleteAsync(run, pod, graceSeconds: 0);
                break;
            default:
                await DeleteAsync(run, pod, graceSeconds: null);
                break;
        }
    }

    private static Task<bool> DeleteAsync(FaultRun run, Pod pod, int? graceSeconds) => run.Installation.Client.DeleteAsync<Pod>(
        pod.Metadata.Namespace, pod.Metadata.Name!, new DeleteOptions { GracePeriodSeconds = graceSeconds }, Token);
}
