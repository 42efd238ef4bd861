namespace ParallelJobs.Kubernetes.Objects;

/// <summary>The keys of a secret as files.</summary>
public sealed record SecretVolume
{
    public required string SecretName { get; init; }

    /// <summary>The mode of the files as a decimal number: 256 is 0400.</summary>
    public int? DefaultMode { get; init; }

    public bool? Optional { get; init; }

    /// <summary>Which keys, and as which files; all under their own names when null.</summary>
    public IReadOnlyList<KeyFile>? Items { get; init; }
}
