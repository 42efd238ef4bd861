using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource;

/// <summary>A list of items in place of a range: exactly one of the four sources.</summary>
public sealed record ItemsSpec
{
    public ImmutableArray<string>? Values { get; init; }

    public ConfigMapKey? ConfigMap { get; init; }

    /// <summary>A local file, one item a line; for local runs only.</summary>
    public string? File { get; init; }

    public VolumeItems? PersistentVolumeClaim { get; init; }
}
