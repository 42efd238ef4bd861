using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Soak;

/// <summary>The namespaces of a soak: config maps that are changed, and those that mirror them. Immutable.</summary>
internal sealed record SoakSpace(string Source, string Mirror)
{
    /// <summary>Names of objects are 0 to this.</summary>
    public const int Objects = 1_000;

    public static async Task<SoakSpace> CreateAsync(KubernetesApiServer server, CancellationToken cancellationToken) =>
        new(await server.CreateNamespaceAsync(cancellationToken), await server.CreateNamespaceAsync(cancellationToken));

    public static string Name(int number) => $"m{number:0000}";

    public static ConfigMap Map(string @namespace, string name, string value) => new()
    {
        Metadata = new ObjectMeta { Namespace = @namespace, Name = name },
        Data = new Dictionary<string, string> { ["value"] = value },
    };

    public static string Value(ConfigMap map) => map.Data?["value"] ?? "";
}
