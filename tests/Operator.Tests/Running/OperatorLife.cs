using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Operator.Hosting;
using ParallelJobs.Operator.Options;

namespace ParallelJobs.Operator.Tests.Running;

/// <summary>One life of an operator that leads, from start to death: nothing of it outlives it but what it wrote.</summary>
internal sealed class OperatorLife : IAsyncDisposable
{
    private readonly KubernetesClient _client;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _life;

    public OperatorLife(OperatorSettings settings, MortalHandler server, TimeProvider time)
    {
        Server = server;
        _client = new KubernetesClient(new Uri("http://api.test/"), server, new() { FieldManager = "parallel-job-operator" }, time);
        _life = LiveAsync(settings, time);
    }

    public MortalHandler Server { get; }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _life.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
        _client.Dispose();
    }

    private async Task LiveAsync(OperatorSettings settings, TimeProvider time)
    {
        var watches = new ClusterWatches(_client, settings.Options, time, NullLoggerFactory.Instance);
        var watching = watches.RunAsync(_ending.Token);
        await watches.Stores.Resources.WaitUntilSyncedAsync(_ending.Token);
        await watches.Stores.Children.WaitUntilSyncedAsync(_ending.Token);
        await watches.Stores.Pods.WaitUntilSyncedAsync(_ending.Token);
        await using (var work = new LeadersWork(settings, _client, watches, Leadership.Always, time, NullLoggerFactory.Instance))
        {
            await work.RunAsync(_ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await watching;
    }
}
