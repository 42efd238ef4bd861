namespace ParallelJobs.Kubernetes.Objects;

/// <summary>An object on which another depends: when the last owner is gone, garbage collection deletes it.</summary>
public sealed record OwnerReference
{
    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string Uid { get; init; }

    /// <summary>True for the one owner that manages the object.</summary>
    public bool? Controller { get; init; }

    public bool? BlockOwnerDeletion { get; init; }
}
