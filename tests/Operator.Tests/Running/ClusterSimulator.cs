using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Work;
using ParallelJobs.Engine.Workers;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Operator.Tests.Running;

/// <summary>
/// What a cluster does with Jobs, as far as an operator sees it: for each one pod, in which a real worker computes with what the Job's Secret says, and
/// at its end the Job is complete. Jobs that are suspended wait.
/// </summary>
internal sealed class ClusterSimulator : IAsyncDisposable
{
    private readonly KubernetesClient _client;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<string, Task> _workers = new(StringComparer.Ordinal);
    private readonly Task _watching;

    public ClusterSimulator(FakeApiServer api)
    {
        _client = new KubernetesClient(FakeApiServer.Url, api);
        var jobs = new Store<Job>();
        jobs.Changed += (_, job) => Begin(job);
        var reflector = new Reflector<Job>(_client, jobs, Selection.All, TimeProvider.System, new Random(1), NullLogger<Reflector<Job>>.Instance);
        _watching = reflector.RunAsync(_ending.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_workers.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
        _client.Dispose();
    }

    private void Begin(Job? job)
    {
        if (job is { Spec: { Suspend: not true, Parallelism: > 0 } })
        {
            _ = _workers.GetOrAdd(job.Metadata.Uid!, _ => Task.Run(() => RunAsync(job)));
        }
    }

    private async Task RunAsync(Job job)
    {
        var pod = await _client.CreateAsync(new Pod
        {
            Metadata = new()
            {
                Namespace = job.Metadata.Namespace,
                Name = $"{job.Metadata.Name}-pod",
                Labels = job.Spec!.Template.Metadata!.Labels,
                OwnerReferences = [new OwnerReference { ApiVersion = "batch/v1", Kind = "Job", Name = job.Metadata.Name!, Uid = job.Metadata.Uid!, Controller = true }],
            },
            Spec = job.Spec.Template.Spec,
        });
        var running = new PodStatus { Phase = "Running", Conditions = [new Condition { Type = "Ready", Status = "True" }] };
        pod = await _client.ReplaceStatusAsync(pod with { Status = running });
        await WorkAsync(job);
        await _client.ReplaceStatusAsync(pod with { Status = new PodStatus { Phase = "Succeeded" } });
        if (await _client.FindAsync<Job>(job.Metadata.Namespace, job.Metadata.Name!) is { } now)
        {
            await _client.ReplaceStatusAsync(now with { Status = new JobStatus { Succeeded = 1, Conditions = [new Condition { Type = "Complete", Status = "True" }] } });
        }
    }

    private async Task WorkAsync(Job job)
    {
        var volume = job.Spec!.Template.Spec!.Volumes!.Select(volume => volume.Secret?.SecretName).OfType<string>().First();
        var files = (await _client.GetAsync<Secret>(job.Metadata.Namespace, volume)).Data!;
        var spec = JsonSerializer.Deserialize(files[WorkerConfigFolder.Spec], ContractsJsonContext.Default.ParallelJob)!;
        var id = Guid.Parse(Encoding.UTF8.GetString(files[WorkerConfigFolder.Job]));
        await using var queue = new PostgresRangeQueue(
            QueueUri.Parse(Encoding.UTF8.GetString(files[WorkerConfigFolder.Queue])), id, JobSecret.Parse(Encoding.UTF8.GetString(files[WorkerConfigFolder.Secret])));
        var options = new WorkLoopOptions { Mode = SlotMode.Threads, Slots = 1, MetersProcess = false };
        await new WorkLoop(JobPlan.Of(spec, id), queue, options).RunAsync(_ending.Token);
        _ending.Token.ThrowIfCancellationRequested();
    }
}
