using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Configuration;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Operator.Options;

namespace ParallelJobs.Operator.Hosting;

/// <summary>
/// The life of the operator: hears of the cluster from the beginning, so that a standby is in sync, and acts while it leads. One that has lost the
/// lease ends, with a code that is not zero, and is started again.
/// </summary>
internal sealed class OperatorService(
    OperatorSettings settings,
    ClusterConfig cluster,
    OperatorHealth health,
    IHostApplicationLifetime lifetime,
    ILoggerFactory logging) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var time = TimeProvider.System;
        using var client = new KubernetesClient(cluster, new() { FieldManager = "parallel-job-operator" }, time);
        using var leases = new KubernetesClient(cluster, new() { FieldManager = "parallel-job-operator", HttpVersion = new Version(1, 1) }, time);
        var watches = new ClusterWatches(client, settings.Options, time, logging);
        health.Stores = watches.Stores;
        var elector = new LeaderElector(leases, Election(settings.Options), time, new Random(), logging.CreateLogger<LeaderElector>());
        var watching = watches.RunAsync(stoppingToken);
        var end = await elector.RunAsync(leadership => LeadAsync(client, watches, leadership, time), stoppingToken);
        if (end != LeadershipEnd.Released)
        {
            Environment.ExitCode = 1;
        }

        lifetime.StopApplication();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LeadAsync(KubernetesClient client, ClusterWatches watches, Leadership leadership, TimeProvider time)
    {
        await watches.Stores.Resources.WaitUntilSyncedAsync(leadership.Token);
        await watches.Stores.Children.WaitUntilSyncedAsync(leadership.Token);
        await watches.Stores.Pods.WaitUntilSyncedAsync(leadership.Token);
        await using var work = new LeadersWork(settings, client, watches, leadership, time, logging);
        await work.RunAsync(leadership.Token);
    }

    private static LeaderElectorOptions Election(OperatorOptions options) =>
        new() { Namespace = options.Namespace, Name = options.LeaseName, Identity = options.Identity };
}
