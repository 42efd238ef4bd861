using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Operator.Workers;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Act;

/// <summary>Makes, scales and deletes what a job has in the cluster. What is there already was made before a crash, and is left as it is.</summary>
internal sealed class ChildMaker(KubernetesClient client, PostgresLedger ledger, OperatorOptions options, WorkerQueue queue)
{
    public async Task CreateAsync(JobResource job, AcceptedJob accepted, NewChild child, CancellationToken cancellationToken)
    {
        var secret = ledger.SecretOf(Guid.Parse(job.Metadata.Uid!));
        await EnsureAsync(WorkerSecret.Of(job, accepted.Spec, child.Incarnation, secret, queue.Uri), cancellationToken);
        if (queue.HasPolicies)
        {
            await EnsureAsync(WorkerPolicy.Of(job, queue.Peers, queue.Port), cancellationToken);
        }

        var defaults = new WorkerDefaults(options.WorkerImage, options.RunAsUser);
        var made = WorkerJob.Of(job, accepted.Spec, child.Incarnation, child.Parallelism, defaults);
        // One that is there is ours, from before a crash; or somebody else's, which the next pass sees and says.
        await EnsureAsync(made, cancellationToken);
    }

    public async Task ScaleAsync(JobResource job, ScaledChild child, CancellationToken cancellationToken) => await client.PatchAsync<Job>(
        job.Metadata.Namespace,
        child.Name,
        Patch.Merge(new JsonObject { ["spec"] = new JsonObject { ["parallelism"] = child.Parallelism } }),
        cancellationToken: cancellationToken);

    /// <summary>Its pods get the signal to drain; its Secret goes with the ParallelJob.</summary>
    public async Task DeleteAsync(JobResource job, string name, CancellationToken cancellationToken) => await client.DeleteAsync<Job>(
        job.Metadata.Namespace, name, new DeleteOptions { PropagationPolicy = PropagationPolicy.Background }, cancellationToken);

    public async Task KeepResultAsync(JobResource job, LargeResult result, CancellationToken cancellationToken) => await EnsureAsync(
        new ConfigMap
        {
            Metadata = ChildMetadata.Of(job, result.ConfigMap),
            Data = new Dictionary<string, string>(StringComparer.Ordinal) { ["result.json"] = result.Json },
        },
        cancellationToken);

    /// <summary>False when one of that name was there.</summary>
    private async Task<bool> EnsureAsync<T>(T resource, CancellationToken cancellationToken)
        where T : class, IResource<T>
    {
        try
        {
            await client.CreateAsync(resource, cancellationToken: cancellationToken);
            return true;
        }
        catch (KubernetesException exception) when (exception.AlreadyExists)
        {
            return false;
        }
    }
}
