using System.Net;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Http;
using ParallelJobs.TestKit.Installations;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Faults.Tests.Operators;

/// <summary>
/// Operators one after the other, each killed at a write to the API server and followed by the next at once, as a pod whose container is started again.
/// What counts is a write that the server accepted: one that repeats what is there already changes nothing. For one test.
/// </summary>
internal sealed class OperatorLives(Installation installation, ProxiedCluster cluster)
{
    /// <summary>A limit for failure alone: lives beyond what any job writes.</summary>
    private const int MostLives = 60;

    // The same for all: a container of one pod resumes its own lease at once.
    private const string Identity = "one";

    private static readonly string[] Resources = ["paralleljobs", "jobs", "secrets", "networkpolicies", "configmaps"];
    private TaskCompletionSource<TestProcess> _alive = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _accepted;

    public int Lives { get; private set; }

    /// <summary>A life ends when the server has answered its first write that it accepted, before the operator hears of it.</summary>
    public Task AfterEachWriteAsync(Task ended, CancellationToken cancellationToken) => RunAsync(
        ended,
        ApiFault.LoseAnswerWhere(async code => code is HttpStatusCode.OK or HttpStatusCode.Created && await KillAsync()),
        cancellationToken);

    /// <summary>A life ends when it is about to write a second time: what it did in the queue after the first is done.</summary>
    public Task BeforeEachSecondWriteAsync(Task ended, CancellationToken cancellationToken)
    {
        cluster.Proxy.Faults.Always(
            ApiFault.BreakWhere(async () => Volatile.Read(ref _accepted) >= 1 && await KillAsync()), IsSecond);
        return RunAsync(
            ended,
            ApiFault.LoseAnswerWhere(code =>
            {
                Interlocked.Add(ref _accepted, code is HttpStatusCode.OK or HttpStatusCode.Created ? 1 : 0);
                return Task.FromResult(false);
            }),
            cancellationToken);
    }

    private bool IsSecond(ApiRequest request) => Volatile.Read(ref _accepted) >= 1 && IsWrite(request);

    private async Task RunAsync(Task ended, ApiFault fault, CancellationToken cancellationToken)
    {
        cluster.Proxy.Faults.Always(fault, IsWrite);
        while (!ended.IsCompleted)
        {
            Assert.True(++Lives <= MostLives, $"{Lives} operators were killed, and the job is not there yet");
            Volatile.Write(ref _accepted, 0);
            var next = installation.StartOperator(new Dictionary<string, string?> { ["KUBECONFIG"] = cluster.KubeConfigFile, ["PARALLELJOB_IDENTITY"] = Identity });
            Volatile.Read(ref _alive).SetResult(next);
            await Task.WhenAny(ended, next.WaitForExitAsync(Installation.AtMost, cancellationToken));
            if (!ended.IsCompleted)
            {
                Volatile.Write(ref _alive, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
        }

        cluster.Proxy.Faults.Clear();
        // The last may be on its way out, by what it wrote last.
        await installation.Operator.KillAsync();
        installation.StartOperator(new Dictionary<string, string?> { ["PARALLELJOB_IDENTITY"] = Identity });
        await ended;
    }

    private static bool IsWrite(ApiRequest request) => request.Verb is "create" or "update" or "patch" or "delete" && Resources.Contains(request.Resource);

    private async Task<bool> KillAsync()
    {
        await (await Volatile.Read(ref _alive).Task).KillAsync();
        return true;
    }
}
