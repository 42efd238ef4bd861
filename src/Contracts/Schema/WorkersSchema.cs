using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Contracts.Schema;

/// <summary>The schema of <c>spec.workers</c>: how many, and the curated subset of a pod's fields.</summary>
internal static class WorkersSchema
{
    private static readonly FieldSchema KeySelector = Field.Object(
        "A key of an object of the job's namespace.",
        ("name", Field.Text("The object.", 253, TextForms.DnsSubdomain).AsRequired()),
        ("key", Field.Text("The key.", 253, TextForms.ConfigMapKey).AsRequired()),
        ("optional", Field.Flag("Whether it may be missing.")));

    private static readonly FieldSchema Env = Field.List(
        "Environment variables; the prefix PARALLELJOB_ is reserved.",
        256,
        Field.Object(
            "A variable.",
            ("name", Field.Text("Its name.", 253, TextForms.EnvName).AsRequired()),
            ("value", Field.Text("Its value.", 32_768, minLength: 0)),
            ("valueFrom", Field.Object(
                "Where the value comes from: exactly one of the two.",
                ("secretKeyRef", KeySelector),
                ("configMapKeyRef", KeySelector)))),
        key: "name");

    private static readonly FieldSchema KeysToPaths = Field.List(
        "Only these keys; unset means all.",
        128,
        Field.Object(
            "A key as a file.",
            ("key", Field.Text("The key.", 253, TextForms.ConfigMapKey).AsRequired()),
            ("path", Field.Text("The file, relative to the mount.", 4096, TextForms.RelativePath).AsRequired()),
            ("mode", FileMode())));

    private static readonly FieldSchema Volumes = Field.List(
        "Volumes: each of exactly one source.",
        64,
        Field.Object(
            "A volume.",
            ("name", Field.Text("Its name.", 63, TextForms.DnsLabel).AsRequired()),
            ("configMap", Field.Object(
                "A ConfigMap as files.",
                ("name", Field.Text("The ConfigMap.", 253, TextForms.DnsSubdomain).AsRequired()),
                ("optional", Field.Flag("Whether it may be missing.")),
                ("defaultMode", FileMode()),
                ("items", KeysToPaths))),
            ("secret", Field.Object(
                "A Secret as files.",
                ("secretName", Field.Text("The Secret.", 253, TextForms.DnsSubdomain).AsRequired()),
                ("optional", Field.Flag("Whether it may be missing.")),
                ("defaultMode", FileMode()),
                ("items", KeysToPaths))),
            ("persistentVolumeClaim", Field.Object(
                "A PersistentVolumeClaim of the job's namespace.",
                ("claimName", Field.Text("The claim.", 253, TextForms.DnsSubdomain).AsRequired()),
                ("readOnly", Field.Flag("Whether it is mounted read-only.")))),
            ("emptyDir", Field.Object(
                "A directory that lives as long as the pod.",
                ("medium", Field.Choice<EmptyDirMedium>("Unset means the node's disk.")),
                ("sizeLimit", Field.Quantity("How much it may hold."))))),
        key: "name");

    private static readonly FieldSchema VolumeMounts = Field.List(
        "Where the volumes appear in the container.",
        64,
        Field.Object(
            "A mount.",
            ("name", Field.Text("The volume.", 63, TextForms.DnsLabel).AsRequired()),
            ("mountPath", Field.Text("Where it appears.", 1024, TextForms.AbsolutePath).AsRequired()),
            ("subPath", Field.Text("The part of the volume; unset means all.", 1024, TextForms.RelativePath)),
            ("readOnly", Field.Flag("Whether it is read-only."))),
        key: "mountPath");

    private static readonly FieldSchema Resources = Field.Object(
        "What each worker asks for and may use.",
        ("requests", Amounts("What the scheduler sets aside.")),
        ("limits", Amounts("What may not be passed.")));

    public static readonly FieldSchema Workers = Field.Object(
        "How many workers, and what each is.",
        ("replicas", Field.Integer("How many workers.", 0, 100_000).AsMutable()),
        ("mode", Field.Choice<SlotMode>("What a slot is.")),
        ("slots", Field.Integer("Threads or processes that compute in one worker; unset means one for each core it may use.", 1, 4096)),
        ("image", Field.Text("Unset means the operator's worker image; with exec the program's.", 512, TextForms.Image)),
        ("resources", Resources),
        ("env", Env),
        ("volumes", Volumes),
        ("volumeMounts", VolumeMounts),
        ("nodeSelector", PodSchema.Labels("Labels that a node must have.")),
        ("tolerations", PodSchema.Tolerations),
        ("affinity", PodSchema.Affinity),
        ("topologySpreadConstraints", PodSchema.TopologySpreadConstraints),
        ("priorityClassName", Field.Text("The pods' PriorityClass.", 253, TextForms.DnsSubdomain)),
        ("imagePullSecrets", Field.List(
            "Secrets with the credentials of registries.",
            16,
            Field.Object("A Secret.", ("name", Field.Text("Its name.", 253, TextForms.DnsSubdomain).AsRequired())),
            key: "name")),
        ("imagePullPolicy", Field.Choice<ImagePullPolicy>("When the image is pulled.")),
        ("runtimeClassName", Field.Text("The pods' RuntimeClass.", 253, TextForms.DnsSubdomain)),
        ("runAsUser", Field.Integer("The user id that workers run as; never 0.", 1, int.MaxValue)),
        ("terminationGracePeriodSeconds", Field.Integer("How long a worker that is told to stop may take.", 1, 3600)),
        ("labels", PodSchema.Labels("Labels of the pods.")),
        ("annotations", PodSchema.Annotations("Annotations of the pods.")));

    private static FieldSchema Amounts(string description) =>
        Field.Map(description, 16, TextForms.LabelKey, 317, Field.Quantity("An amount such as 500m or 2Gi."));

    private static FieldSchema FileMode() => Field.Integer("Permission bits, in decimal.", 0, 511);
}
