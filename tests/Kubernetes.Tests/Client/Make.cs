using System.Text.Json;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>The smallest objects that an API server accepts.</summary>
internal static class Make
{
    public static ConfigMap ConfigMap(string @namespace, string name, string value = "1", string? label = null) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = @namespace,
            Name = name,
            Labels = label is null ? null : new Dictionary<string, string> { ["kind"] = label },
        },
        Data = new Dictionary<string, string> { ["value"] = value },
    };

    public static ConfigMap With(this ConfigMap map, string value) => map with { Data = new Dictionary<string, string> { ["value"] = value } };

    public static Pod Pod(string @namespace, string name) => JsonSerializer.Deserialize(
        $$"""{ "metadata": { "namespace": "{{@namespace}}", "name": "{{name}}" }, "spec": { "containers": [ { "name": "main", "image": "none" } ] } }""",
        KubernetesJson.Default.Pod)!;
}
