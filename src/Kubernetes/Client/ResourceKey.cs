using System.Runtime.InteropServices;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes;

/// <summary>Namespace and name of an object; the namespace is empty where a type has none. This travels through queues, objects do not.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ResourceKey(string Namespace, string Name)
{
    /// <exception cref="ArgumentException">The object has no name yet.</exception>
    public static ResourceKey Of(ObjectMeta metadata) =>
        new(metadata.Namespace ?? "", metadata.Name ?? throw new ArgumentException("the object has no name", nameof(metadata)));

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
