using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Controllers;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;
using ParallelJobs.Soak.Checks;

namespace ParallelJobs.Soak.Replicas;

/// <summary>Gives each source a mirror of its value, and takes away mirrors without a source. Every write is of the version that was read.</summary>
internal sealed class Mirroring(
    KubernetesClient client,
    Store<ConfigMap> sources,
    Store<ConfigMap> mirrors,
    SoakSpace space,
    Leadership leadership,
    Referee referee) : IReconciler<string>
{
    public async Task<ReconcileResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        var (source, mirror) = (sources.Find(new ResourceKey(space.Source, key)), mirrors.Find(new ResourceKey(space.Mirror, key)));
        referee.Act(leadership);
        await ((source, mirror) switch
        {
            (null, null) => Task.CompletedTask,
            (null, { } left) => client.DeleteAsync<ConfigMap>(space.Mirror, key, Of(left), cancellationToken),
            ({ } alone, null) => client.CreateAsync(SoakSpace.Map(space.Mirror, key, SoakSpace.Value(alone)), cancellationToken: cancellationToken),
            var (from, to) when SoakSpace.Value(from) != SoakSpace.Value(to) => client.ReplaceAsync(to with { Data = from.Data }, cancellationToken: cancellationToken),
            _ => Task.CompletedTask,
        });
        return ReconcileResult.Done;
    }

    private static DeleteOptions Of(ConfigMap map) =>
        new() { Preconditions = new Preconditions { Uid = map.Metadata.Uid, ResourceVersion = map.Metadata.ResourceVersion } };
}
