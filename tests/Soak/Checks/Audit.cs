using System.Diagnostics;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;
using ParallelJobs.Soak.Replicas;

namespace ParallelJobs.Soak.Checks;

/// <summary>Compares, while nobody writes and nothing is wrong, what there is with what there should be.</summary>
internal sealed class Audit(KubernetesClient client, SoakSpace space, IReadOnlyList<Replica> replicas)
{
    // The longest pauses of a reflector and of an election, and a reconcile of everything.
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns how long it took until everything was equal.</summary>
    /// <exception cref="AuditException">It does not get so, with what differs.</exception>
    public async Task<TimeSpan> UntilEqualAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (await DifferenceAsync(cancellationToken) is { } difference)
        {
            if (Stopwatch.GetElapsedTime(began) > AtMost)
            {
                throw new AuditException($"after {AtMost.TotalMinutes} quiet minutes {difference}");
            }

            await Task.Delay(Poll, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>In words, null when there is none.</summary>
    private async Task<string?> DifferenceAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, ConfigMap> sources;
        Dictionary<string, ConfigMap> mirrors;
        try
        {
            sources = await ListAsync(space.Source, cancellationToken);
            mirrors = await ListAsync(space.Mirror, cancellationToken);
        }
        catch (KubernetesException exception)
        {
            return $"the server does not answer: {exception.Message}";
        }

        return replicas.Select((replica, index) => replica.HasFailed ? $"replica {index} has ended" : null)
            .Concat(replicas.Select((replica, index) => Difference($"the sources of replica {index}", replica.Sources, sources)))
            .Concat(replicas.Select((replica, index) => Difference($"the mirrors of replica {index}", replica.Mirrors, mirrors)))
            .Append(Unmirrored(sources, mirrors))
            .FirstOrDefault(difference => difference is not null);
    }

    private async Task<Dictionary<string, ConfigMap>> ListAsync(string @namespace, CancellationToken cancellationToken) =>
        (await client.ListAsync<ConfigMap>(new Selection(@namespace), cancellationToken: cancellationToken)).Items
            .ToDictionary(map => map.Metadata.Name!, StringComparer.Ordinal);

    private static string? Difference(string what, Store<ConfigMap> store, Dictionary<string, ConfigMap> there)
    {
        var here = store.List().ToDictionary(map => map.Metadata.Name!, StringComparer.Ordinal);
        var differing = here.Keys.Union(there.Keys, StringComparer.Ordinal)
            .Where(name => here.GetValueOrDefault(name)?.Metadata.ResourceVersion != there.GetValueOrDefault(name)?.Metadata.ResourceVersion)
            .ToList();
        return differing.Count == 0 ? null : $"{what} differ from the server's in {differing.Count}, {differing[0]} for one";
    }

    private static string? Unmirrored(Dictionary<string, ConfigMap> sources, Dictionary<string, ConfigMap> mirrors)
    {
        var differing = sources.Keys.Union(mirrors.Keys, StringComparer.Ordinal)
            .Where(name => !sources.TryGetValue(name, out var source) || !mirrors.TryGetValue(name, out var mirror) || SoakSpace.Value(source) != SoakSpace.Value(mirror))
            .ToList();
        return differing.Count == 0 ? null : $"{differing.Count} sources are not mirrored, {differing[0]} for one";
    }
}
