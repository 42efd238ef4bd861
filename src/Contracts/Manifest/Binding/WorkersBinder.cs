using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Contracts.Manifest.Binding;

/// <summary>Makes the records of <c>spec.workers</c>.</summary>
internal static class WorkersBinder
{
    public static WorkersSpec Bind(JsonObject node) => new()
    {
        Replicas = node.IntegerOrNull("replicas"),
        Mode = node.ChoiceOrNull<SlotMode>("mode"),
        Slots = node.IntegerOrNull("slots"),
        Image = node.TextOrNull("image"),
        Resources = node.Object("resources", Resources),
        Env = node.List("env", Env),
        Volumes = node.List("volumes", Volume),
        VolumeMounts = node.List("volumeMounts", VolumeMount),
        NodeSelector = node.Map("nodeSelector"),
        Tolerations = node.List("tolerations", PlacementBinder.Toleration),
        Affinity = node.Object("affinity", PlacementBinder.Affinity),
        TopologySpreadConstraints = node.List("topologySpreadConstraints", PlacementBinder.TopologySpread),
        PriorityClassName = node.TextOrNull("priorityClassName"),
        ImagePullSecrets = node.List("imagePullSecrets", static secret => new ImagePullSecret { Name = secret.Text("name") }),
        ImagePullPolicy = node.ChoiceOrNull<ImagePullPolicy>("imagePullPolicy"),
        RuntimeClassName = node.TextOrNull("runtimeClassName"),
        RunAsUser = node.LongOrNull("runAsUser"),
        TerminationGracePeriodSeconds = node.IntegerOrNull("terminationGracePeriodSeconds"),
        Labels = node.Map("labels"),
        Annotations = node.Map("annotations"),
    };

    private static ResourceRequirements Resources(JsonObject node) => new()
    {
        Requests = node.Quantities("requests"),
        Limits = node.Quantities("limits"),
    };

    private static EnvVar Env(JsonObject node) => new()
    {
        Name = node.Text("name"),
        Value = node.TextOrNull("value"),
        ValueFrom = node.Object("valueFrom", static from => new EnvVarSource
        {
            SecretKeyRef = from.Object("secretKeyRef", KeySelector),
            ConfigMapKeyRef = from.Object("configMapKeyRef", KeySelector),
        }),
    };

    private static KeySelector KeySelector(JsonObject node) => new()
    {
        Name = node.Text("name"),
        Key = node.Text("key"),
        Optional = node.Flag("optional"),
    };

    private static Volume Volume(JsonObject node) => new()
    {
        Name = node.Text("name"),
        ConfigMap = node.Object("configMap", static map => new ConfigMapVolume
        {
            Name = map.Text("name"),
            Optional = map.Flag("optional"),
            DefaultMode = map.IntegerOrNull("defaultMode"),
            Items = KeysToPaths(map),
        }),
        Secret = node.Object("secret", static secret => new SecretVolume
        {
            SecretName = secret.Text("secretName"),
            Optional = secret.Flag("optional"),
            DefaultMode = secret.IntegerOrNull("defaultMode"),
            Items = KeysToPaths(secret),
        }),
        PersistentVolumeClaim = node.Object("persistentVolumeClaim", static claim => new ClaimVolume
        {
            ClaimName = claim.Text("claimName"),
            ReadOnly = claim.Flag("readOnly"),
        }),
        EmptyDir = node.Object("emptyDir", static directory => new EmptyDirVolume
        {
            Medium = directory.ChoiceOrNull<EmptyDirMedium>("medium"),
            SizeLimit = directory.QuantityOrNull("sizeLimit"),
        }),
    };

    private static ImmutableArray<KeyToPath>? KeysToPaths(JsonObject node) => node.List("items", static item => new KeyToPath
    {
        Key = item.Text("key"),
        Path = item.Text("path"),
        Mode = item.IntegerOrNull("mode"),
    });

    private static VolumeMount VolumeMount(JsonObject node) => new()
    {
        Name = node.Text("name"),
        MountPath = node.Text("mountPath"),
        SubPath = node.TextOrNull("subPath"),
        ReadOnly = node.Flag("readOnly"),
    };
}
