using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>Small objects to keep in stores.</summary>
internal static class Objects
{
    public static ConfigMap Map(string name, string version = "1", string? uid = null, string? owner = null, string @namespace = "a") => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = @namespace,
            Name = name,
            Uid = uid ?? $"uid of {name}",
            ResourceVersion = version,
            OwnerReferences = owner is null ? null : [new OwnerReference { ApiVersion = "v1", Kind = "Pod", Name = "owner", Uid = owner }],
        },
    };

    public static ResourceKey Key(string name) => new("a", name);

    /// <summary>What a change says, in one word or two.</summary>
    public static string Words(ConfigMap? before, ConfigMap? after) => (before?.Metadata, after?.Metadata) switch
    {
        (null, { } came) => $"{came.Name} came at {came.ResourceVersion}",
        ({ } went, null) => $"{went.Name} went at {went.ResourceVersion}",
        ({ } old, { } now) => $"{now.Name} from {old.ResourceVersion} to {now.ResourceVersion}",
        _ => "nothing",
    };
}
