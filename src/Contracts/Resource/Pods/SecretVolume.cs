using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>A Secret as files.</summary>
public sealed record SecretVolume
{
    public string SecretName { get; init; } = "";

    public bool? Optional { get; init; }

    /// <summary>Permission bits of the files.</summary>
    public int? DefaultMode { get; init; }

    /// <summary>Only these keys; unset means all.</summary>
    public ImmutableArray<KeyToPath>? Items { get; init; }
}
