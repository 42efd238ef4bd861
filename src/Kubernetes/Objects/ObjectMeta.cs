using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>What every object has beside its own: its name, its versions, its owners. Immutable.</summary>
public sealed record ObjectMeta
{
    public string? Name { get; init; }

    /// <summary>The server makes a name that begins with this, where none is given.</summary>
    public string? GenerateName { get; init; }

    public string? Namespace { get; init; }

    public string? Uid { get; init; }

    /// <summary>Only equality means something, and only for objects of one type; the API server's own grow with each change.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Counts the changes of the spec, where a type has a status apart.</summary>
    public long? Generation { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>Set when the object is being deleted and something still holds it.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    public IReadOnlyList<string>? Finalizers { get; init; }

    /// <summary>The owner that garbage collection and controllers go by, null when there is none.</summary>
    [JsonIgnore]
    public OwnerReference? ControllerReference => OwnerReferences?.FirstOrDefault(owner => owner.Controller == true);
}
