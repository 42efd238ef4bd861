namespace ParallelJobs.Kubernetes;

/// <summary>How a write is to be done. Immutable.</summary>
public sealed record WriteOptions
{
    public static WriteOptions Default { get; } = new();

    /// <summary>Who writes, in the object's managedFields; null for that of the client.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Everything is checked, defaulted and answered; nothing is kept.</summary>
    public bool DryRun { get; init; }

    /// <summary>Of <see cref="KubernetesClient.ApplyAsync{T}"/> alone: fields that others manage are taken from them, where it would be a conflict.</summary>
    public bool Force { get; init; }
}
