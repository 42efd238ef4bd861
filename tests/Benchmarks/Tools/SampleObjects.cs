using System.Text;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Benchmarks.Tools;

/// <summary>
/// Objects as clusters have them, with what the server adds: Pods of a controller that run, written by it and by a kubelet (3.8 KB each), and small
/// ConfigMaps (0.6 KB).
/// </summary>
internal static class SampleObjects
{
    private static readonly WriteOptions Controller = new() { FieldManager = "kube-controller-manager" };
    private static readonly WriteOptions Kubelet = new() { FieldManager = "kubelet" };

    private static readonly Pod Pod = new()
    {
        Metadata = new ObjectMeta
        {
            Labels = new Dictionary<string, string> { ["app"] = "web", ["pod-template-hash"] = "5d4f8c7b9" },
            OwnerReferences =
            [
                new OwnerReference
                {
                    ApiVersion = "apps/v1",
                    Kind = "ReplicaSet",
                    Name = "web-5d4f8c7b9",
                    Uid = "5d1f0f0e-0b44-4a88-9d1b-0a4f1d7f6a01",
                    Controller = true,
                    BlockOwnerDeletion = true,
                },
            ],
        },
        Spec = new PodSpec
        {
            NodeName = "node-1",
            Containers =
            [
                new Container
                {
                    Name = "web",
                    Image = "registry.example.org/web:1.4.2",
                    Resources = new ResourceRequirements { Requests = new Dictionary<string, string> { ["cpu"] = "100m", ["memory"] = "64Mi" } },
                },
            ],
        },
    };

    public static async ValueTask CreatePodAsync(KubernetesClient client, string @namespace, int number, CancellationToken cancellationToken)
    {
        var name = $"web-5d4f8c7b9-{number:00000}";
        await client.CreateAsync(Pod with { Metadata = Pod.Metadata with { Name = name, Namespace = @namespace } }, Controller, cancellationToken);
        var status = new Patch("application/strategic-merge-patch+json", Encoding.UTF8.GetBytes(Status(number)));
        await client.PatchAsync<Pod>(@namespace, name, status, "status", Kubelet, cancellationToken);
    }

    public static async ValueTask CreateConfigMapAsync(KubernetesClient client, string @namespace, int number, CancellationToken cancellationToken) =>
        await client.CreateAsync(
            new ConfigMap
            {
                Metadata = new ObjectMeta
                {
                    Name = $"settings-{number:00000}",
                    Namespace = @namespace,
                    Labels = new Dictionary<string, string> { ["app"] = "web" },
                },
                Data = new Dictionary<string, string> { ["web.properties"] = $"colour=blue\nlevel={number}\n", ["mode"] = "fast" },
            },
            cancellationToken: cancellationToken);

    /// <summary>As a kubelet reports a pod that is ready; identities are those of this pod alone.</summary>
    private static string Status(int number) => $$$"""
        {"status": {
          "phase": "Running", "hostIP": "10.250.0.1", "startTime": "2026-01-01T10:00:00Z",
          "podIP": "{{{Address(number)}}}", "podIPs": [{"ip": "{{{Address(number)}}}"}],
          "conditions": [
            {"type": "Initialized", "status": "True", "lastProbeTime": null, "lastTransitionTime": "2026-01-01T10:00:00Z"},
            {"type": "Ready", "status": "True", "lastProbeTime": null, "lastTransitionTime": "2026-01-01T10:00:03Z"},
            {"type": "ContainersReady", "status": "True", "lastProbeTime": null, "lastTransitionTime": "2026-01-01T10:00:03Z"},
            {"type": "PodScheduled", "status": "True", "lastProbeTime": null, "lastTransitionTime": "2026-01-01T10:00:00Z"}],
          "containerStatuses": [{
            "name": "web", "ready": true, "started": true, "restartCount": 0, "lastState": {}, "state": {"running": {"startedAt": "2026-01-01T10:00:02Z"}},
            "image": "registry.example.org/web:1.4.2",
            "imageID": "registry.example.org/web@sha256:7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730",
            "containerID": "containerd://8b1a9953c4611296a827abf8c47804d7f38d4e2c5c2e6f8a6d7c2b1e{{{number:x8}}}"}]}}
        """;

    private static string Address(int number) => $"10.244.{number / 250}.{(number % 250) + 1}";
}
