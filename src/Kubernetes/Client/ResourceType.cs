using System.Text.Json.Serialization.Metadata;

namespace ParallelJobs.Kubernetes;

/// <summary>Where objects of a type live in the API, and how they are read and written. Immutable.</summary>
/// <param name="Group">Empty for the core group.</param>
/// <param name="Version">Of the group: "v1".</param>
/// <param name="Plural">The name in paths: "pods".</param>
/// <param name="Kind">The name in objects: "Pod".</param>
/// <param name="Namespaced">False for types of the whole cluster.</param>
/// <param name="Json">Of a context with the options of <see cref="Objects.KubernetesJson"/>.</param>
/// <param name="ListJson">Of the same context.</param>
public sealed record ResourceType<T>(
    string Group,
    string Version,
    string Plural,
    string Kind,
    bool Namespaced,
    JsonTypeInfo<T> Json,
    JsonTypeInfo<ResourceList<T>> ListJson)
    where T : class, IResource<T>
{
    /// <summary>As objects state it: "batch/v1", or "v1" in the core group.</summary>
    public string ApiVersion { get; } = Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The path of all objects, or of those in one namespace, or of one of them.</summary>
    /// <exception cref="ArgumentException">
    /// A namespace for a type that has none, or one object of a namespaced type without its namespace; or a name that would lead elsewhere: to delete
    /// "" or "." would delete all objects, and ".." their namespace.
    /// </exception>
    public string Path(string? @namespace, string? name = null, string? subresource = null)
    {
        if (@namespace is null ? Namespaced && name is not null : !Namespaced)
        {
            throw new ArgumentException($"{Kind} {name} {(Namespaced ? "needs a namespace" : $"is in no namespace, also not in {@namespace}")}", nameof(@namespace));
        }

        if (IsNowhere(@namespace) || IsNowhere(name))
        {
            throw new ArgumentException($"'{name}' of namespace '{@namespace}' can be no {Kind}", IsNowhere(name) ? nameof(name) : nameof(@namespace));
        }

        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        var place = @namespace is null ? root : $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}";
        return (name, subresource) switch
        {
            (null, _) => $"{place}/{Plural}",
            (_, null) => $"{place}/{Plural}/{Uri.EscapeDataString(name)}",
            _ => $"{place}/{Plural}/{Uri.EscapeDataString(name)}/{subresource}",
        };
    }

    private static bool IsNowhere(string? segment) => segment is "" or "." or "..";
}
