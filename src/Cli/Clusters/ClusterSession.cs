using System.Net;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Configuration;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cli.Clusters;

/// <summary>A connection to one cluster, and the namespace that is meant there where none is named.</summary>
internal sealed class ClusterSession(KubernetesClient client, string @namespace) : IDisposable
{
    /// <summary>Who writes, in the managedFields of objects.</summary>
    public const string FieldManager = "pjob";

    private static readonly KubernetesClientOptions Options = new() { FieldManager = FieldManager, RequestTimeout = TimeSpan.FromSeconds(30) };

    public KubernetesClient Client => client;

    public string Namespace => @namespace;

    /// <summary>Connects with the first request.</summary>
    /// <exception cref="ClusterConfigException">The kubeconfig is missing or wrong.</exception>
    public static ClusterSession Open(ClusterTarget target)
    {
        var config = ClusterConfig.Load(target.KubeConfig, target.Context);
        return new ClusterSession(new KubernetesClient(config, Options), target.Namespace ?? config.Namespace);
    }

    public Task<JobObject> GetJobAsync(string name, CancellationToken cancellationToken) => client.GetAsync<JobObject>(@namespace, name, cancellationToken);

    /// <summary>Jobs by namespace and name.</summary>
    /// <param name="everywhere">In all namespaces.</param>
    /// <param name="labels">A label selector; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<JobObject>> ListJobsAsync(bool everywhere, string? labels, CancellationToken cancellationToken)
    {
        var list = await client.ListAsync<JobObject>(new Selection(everywhere ? null : @namespace, labels), cancellationToken);
        return [.. list.Items.OrderBy(job => job.Metadata.Namespace, StringComparer.Ordinal).ThenBy(job => job.Name, StringComparer.Ordinal)];
    }

    /// <summary>May this user? The server is asked.</summary>
    public async Task<bool> MayAsync(AccessAttributes what, CancellationToken cancellationToken)
    {
        var review = new SelfSubjectAccessReview { Spec = new AccessQuestion { ResourceAttributes = what } };
        var answer = await client.CreateAsync(review, cancellationToken: cancellationToken);
        return answer.Status?.Allowed == true;
    }

    /// <summary>To be called before a watch, which would go on trying for ever without the right to it.</summary>
    /// <param name="place">The namespace; null for all.</param>
    /// <param name="name">The only job; null for any.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="KubernetesException">Forbidden.</exception>
    public async Task RequireWatchAsync(string? place, string? name, CancellationToken cancellationToken)
    {
        var question = new AccessAttributes { Namespace = place, Verb = "watch", Group = ParallelJob.Group, Resource = ParallelJob.Plural, Name = name };
        if (!await MayAsync(question, cancellationToken))
        {
            throw new KubernetesException(
                $"this user may not watch paralleljobs in {(place is null ? "all namespaces" : $"namespace {place}")}", HttpStatusCode.Forbidden, "Forbidden");
        }
    }

    public void Dispose() => client.Dispose();
}
