using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Workers;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Workers;

/// <summary>
/// The pod of a worker: restricted, without a token of the cluster, with the job's own secret. Of the spec it takes the fields of workers, which are
/// named as Kubernetes names them, and no others.
/// </summary>
internal static class WorkerPod
{
    public const string ContainerName = "worker";
    private const string ConfigFolder = "/etc/parallel-job";
    private const string ConfigVolume = "parallel-job-config";
    private const string TemporaryVolume = "parallel-job-tmp";
    private const int ReadableByGroup = 288;
    private const int HealthPort = 8080;

    public static PodTemplate Of(JobResource job, ParallelJobSpec spec, int incarnation, WorkerDefaults defaults)
    {
        var workers = spec.Workers!;
        var user = workers.RunAsUser ?? defaults.RunAsUser;
        return new PodTemplate
        {
            Metadata = new()
            {
                Labels = Merged(workers.Labels, ChildMetadata.OwnLabels(job)),
                Annotations = Merged(
                    workers.Annotations,
                    new(StringComparer.Ordinal) { ["cluster-autoscaler.kubernetes.io/safe-to-evict"] = "true" }),
            },
            Spec = new PodSpec
            {
                RestartPolicy = "OnFailure",
                AutomountServiceAccountToken = false,
                EnableServiceLinks = false,
                TerminationGracePeriodSeconds = workers.TerminationGracePeriodSeconds,
                SecurityContext = new PodSecurityContext
                {
                    RunAsNonRoot = true,
                    RunAsUser = user,
                    RunAsGroup = user,
                    FsGroup = user,
                    SeccompProfile = new SeccompProfile { Type = "RuntimeDefault" },
                },
                Containers = [Worker(workers, defaults)],
                Volumes =
                [
                    new Volume
                    {
                        Name = ConfigVolume,
                        Secret = new SecretVolume
                        {
                            SecretName = ChildNames.Secret(job.Metadata.Name!, incarnation, job.Metadata.Uid!),
                            DefaultMode = ReadableByGroup,
                        },
                    },
                    new Volume { Name = TemporaryVolume, EmptyDir = new EmptyDirVolume() },
                    .. SameNames(workers.Volumes, KubernetesJson.Default.IReadOnlyListVolume) ?? [],
                ],
                NodeSelector = workers.NodeSelector,
                PriorityClassName = workers.PriorityClassName,
                RuntimeClassName = workers.RuntimeClassName,
                ImagePullSecrets = SameNames(workers.ImagePullSecrets, KubernetesJson.Default.IReadOnlyListLocalReference),
                Affinity = Raw(workers.Affinity),
                Tolerations = Tolerations(workers),
                TopologySpreadConstraints = Raw(workers.TopologySpreadConstraints),
            },
        };
    }

    private static Container Worker(WorkersSpec workers, WorkerDefaults defaults) => new()
    {
        Name = ContainerName,
        Image = workers.Image ?? defaults.Image,
        ImagePullPolicy = workers.ImagePullPolicy is { } policy ? $"{policy}" : null,
        Env =
        [
            .. SameNames(workers.Env, KubernetesJson.Default.IReadOnlyListEnvironmentVariable) ?? [],
            Variable("HOME", "/tmp"),
            Variable(WorkerVariables.Config, ConfigFolder),
            Variable(WorkerVariables.Slots, SlotCount.Of(workers).ToString(CultureInfo.InvariantCulture)),
            Variable(WorkerVariables.Mode, $"{workers.Mode}"),
            Variable(WorkerVariables.HealthPort, HealthPort.ToString(CultureInfo.InvariantCulture)),
            new EnvironmentVariable { Name = WorkerVariables.Name, ValueFrom = new EnvironmentSource { FieldRef = new FieldSelector { FieldPath = "metadata.name" } } },
        ],
        Resources = SameNames(workers.Resources, KubernetesJson.Default.ResourceRequirements),
        VolumeMounts =
        [
            new VolumeMount { Name = ConfigVolume, MountPath = ConfigFolder, ReadOnly = true },
            new VolumeMount { Name = TemporaryVolume, MountPath = "/tmp" },
            .. SameNames(workers.VolumeMounts, KubernetesJson.Default.IReadOnlyListVolumeMount) ?? [],
        ],
        SecurityContext = new SecurityContext
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new Capabilities { Drop = ["ALL"] },
        },
        LivenessProbe = Health("/healthz/live") with { InitialDelaySeconds = 10, PeriodSeconds = 10, FailureThreshold = 6 },
        ReadinessProbe = Health("/healthz/ready") with { PeriodSeconds = 2 },
        TerminationMessagePolicy = "FallbackToLogsOnError",
    };

    private static Probe Health(string path) => new()
    {
        HttpGet = new HttpGet { Path = path, Port = JsonSerializer.SerializeToElement(HealthPort, KubernetesJson.Default.Int32) },
        TimeoutSeconds = 5,
    };

    private static EnvironmentVariable Variable(string name, string value) => new() { Name = name, Value = value };

    /// <summary>A worker on a node that is gone is replaced after 30 s, not after Kubernetes' five minutes; the spec's own come first.</summary>
    private static JsonElement? Tolerations(WorkersSpec workers)
    {
        var all = new System.Text.Json.Nodes.JsonArray();
        foreach (var toleration in workers.Tolerations ?? [])
        {
            all.Add(JsonSerializer.SerializeToNode(toleration, ContractsJsonContext.Default.Toleration));
        }

        foreach (var taint in new[] { "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable" })
        {
            if (!(workers.Tolerations ?? []).Any(toleration => toleration.Key == taint))
            {
                all.Add((System.Text.Json.Nodes.JsonNode)new System.Text.Json.Nodes.JsonObject { ["key"] = taint, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = 30 });
            }
        }

        using var document = JsonDocument.Parse(all.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>Contracts and Kubernetes have the same names for the same fields, so JSON is the way from one to the other.</summary>
    private static TTo? SameNames<TFrom, TTo>(TFrom? value, JsonTypeInfo<TTo> to) =>
        value is null ? default : JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, typeof(TFrom), ContractsJsonContext.Default), to);

    private static JsonElement? Raw<T>(T? value) =>
        value is null ? null : JsonSerializer.SerializeToElement(value, typeof(T), ContractsJsonContext.Default);

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string>? users, Dictionary<string, string> own)
    {
        foreach (var (key, value) in users ?? new Dictionary<string, string>())
        {
            own.TryAdd(key, value);
        }

        return own;
    }
}
