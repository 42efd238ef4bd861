using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>The child Jobs of a job. Safe for use by several threads.</summary>
internal sealed class ChildReader(KubernetesClient client, JobStores stores)
{
    /// <summary>Those in the store; and where none of ours is alive, what the server has under the names that come next, whoever owns it.</summary>
    public async Task<ImmutableArray<Job>> ReadAsync(JobResource resource, ParallelJobStatus status, CancellationToken cancellationToken)
    {
        ImmutableArray<Job> known = [.. stores.Children.OwnedBy(resource.Metadata.Uid!).OrderBy(Incarnations.Of)];
        var last = Math.Max(status.Incarnation ?? 0, known.Select(Incarnations.Of).DefaultIfEmpty(0).Max());
        // For a job that has ended nothing is made, so nothing need be known.
        if (status.IsFinished() || known.Any(child => Incarnations.Of(child) == last && !Incarnations.IsOver(child)))
        {
            return known;
        }

        foreach (var incarnation in new[] { last, last + 1 }.Where(number => number > 0 && known.All(child => Incarnations.Of(child) != number)))
        {
            var name = Incarnations.Name(resource.Metadata.Name!, incarnation);
            if (await client.FindAsync<Job>(resource.Metadata.Namespace, name, cancellationToken) is { } found)
            {
                known = known.Add(found);
            }
        }

        return known;
    }
}
