using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Schema;

/// <summary>The schema of <c>spec</c>.</summary>
public static class SpecSchema
{
    /// <summary>The most leaves of a job, so that positions and their differences fit 64 bits with room.</summary>
    public static readonly Int128 MaxLeaves = Int128.One << 62;

    /// <summary>The most items of a job whose order is Priority: their weights are kept in memory.</summary>
    public const int MaxPriorityItems = 10_000_000;

    private const int MaxSeconds = int.MaxValue;
    private const int OneDay = 86_400;

    private static readonly FieldSchema Range = Field.Object(
        "The numbers from start to end, without end.",
        ("start", Field.Whole("First item.", ItemRange.MinStart, long.MaxValue).AsRequired()),
        ("end", Field.Whole("One past the last item.", ItemRange.MinStart + 1, ItemRange.MaxEnd).AsRequired()));

    private static readonly FieldSchema Items = Field.Object(
        "A list of items in place of a range: exactly one source.",
        ("values", Field.List("The items themselves.", 10_000, Field.Text("An item.", 4096, minLength: 0), minItems: 1)),
        ("configMap", Field.Object(
            "A key of a ConfigMap of the job's namespace, one item a line.",
            ("name", Field.Text("The ConfigMap.", 253, TextForms.DnsSubdomain).AsRequired()),
            ("key", Field.Text("The key.", 253, TextForms.ConfigMapKey).AsRequired()))),
        ("file", Field.Text("A local file, one item a line; for local runs only.", 4096)),
        ("persistentVolumeClaim", Field.Object(
            "A file on a volume of the job's namespace, one item a line.",
            ("claimName", Field.Text("The PersistentVolumeClaim.", 253, TextForms.DnsSubdomain).AsRequired()),
            ("path", Field.Text("The file, relative to the volume.", 4096, TextForms.RelativePath).AsRequired()),
            ("count", Field.Whole("How many items the file holds.", 1, long.MaxValue).AsRequired()))));

    private static readonly FieldSchema Parameters = Field.List(
        "Parameters by name.",
        64,
        Field.Object(
            "A parameter.",
            ("name", Field.Text("Its name.", 63, TextForms.ParameterName).AsRequired()),
            ("value", Field.Text("Its value, as a string.", 4096, minLength: 0).AsRequired())),
        key: "name");

    private static readonly FieldSchema Kernel = Field.Object(
        "A builtin function.",
        ("name", Field.Text("The kernel's name.", 63).AsRequired()),
        ("parameters", Parameters));

    private static readonly FieldSchema Exec = Field.Object(
        "Your own program in place of a builtin function.",
        ("command", Field.List("The program and its arguments.", 256, Field.Text("An argument.", 32_768, minLength: 0), minItems: 1).AsRequired()),
        ("protocol", Field.Choice<ExecProtocol>("JsonLines: one process a slot, a line of JSON a leaf. Arguments: one process a leaf.")),
        ("parameters", Parameters));

    private static readonly FieldSchema Reduce = Field.Object(
        "How the leaves' results become one.",
        ("name", Field.Choice<ReducerName>("The reducer.").AsRequired()),
        ("edges", Field.List("Histogram: increasing edges of the bins.", 1025, Field.Text("An edge, as a decimal string.", 64, TextForms.Decimal), minItems: 2)),
        ("k", Field.Integer("TopK: how many.", 1, 10_000)),
        ("order", Field.Choice<TopKOrder>("TopK: which end.")));

    private static readonly FieldSchema Schedule = Field.Object(
        "How leaves are handed out; none of it changes the result.",
        ("policy", Field.Choice<ChunkPolicyName>("The rule that sizes chunks.")),
        ("chunkLeaves", Field.Whole("Static and Dynamic: leaves a chunk.", 1, MaxLeaves)),
        ("targetMilliseconds", Field.Integer("What one chunk should take; at most a sixth of the lease.", 1, 600_000)),
        ("order", Field.Choice<LeafOrderName>("The order in which leaves are handed out.")));

    private static readonly FieldSchema Limits = Field.Object(
        "Job-wide limits in items, counted when they are granted; unset means none.",
        ("maxInFlight", Field.Whole("At most so many items at once.", 1, long.MaxValue)),
        ("perSecond", Field.Whole("At most so many items a second, evenly: at most one leaf and a tenth of a second's worth at once.", 1, long.MaxValue)));

    private static readonly FieldSchema Retry = Field.Object(
        "What happens to leaves that fail or are lost.",
        ("maxAttempts", Field.Integer("Failures after which a leaf is dead.", 1, 1000)),
        ("maxLosses", Field.Integer("Losses of workers that computed nothing else, after which a leaf is dead.", 1, 1000)),
        ("backoffSeconds", Field.Integer("The wait after the first failure; it doubles with each.", 0, OneDay)),
        ("maxBackoffSeconds", Field.Integer("The longest wait.", 0, OneDay)),
        ("leafTimeoutSeconds", Field.Integer("A leaf that takes longer has failed.", 1, 30 * OneDay)),
        ("onExhausted", Field.Choice<OnExhausted>("Fail: the first dead leaf fails the job. DeadLetter: everything else is computed.")));

    private static readonly FieldSchema Output = Field.Object(
        "Where a List too large for a ConfigMap is written.",
        ("persistentVolumeClaim", Field.Object(
            "A volume of the job's namespace: ReadWriteMany, or one replica.",
            ("claimName", Field.Text("The PersistentVolumeClaim.", 253, TextForms.DnsSubdomain).AsRequired()),
            ("path", Field.Text("The directory, relative to the volume.", 4096, TextForms.RelativePath).AsRequired())).AsRequired()));

    public static readonly FieldSchema Spec = Field.Object(
        "What to compute, how, and under which rules. Exactly one of range and items, and of kernel and exec.",
        ("range", Range),
        ("items", Items),
        ("kernel", Kernel),
        ("exec", Exec),
        ("reduce", Reduce),
        ("leafSize", Field.Whole("Items a leaf, the unit of computing and committing.", 1, long.MaxValue)),
        ("schedule", Schedule),
        ("limits", Limits.AsMutable()),
        ("workers", WorkersSchema.Workers),
        ("retry", Retry),
        ("maxFailedItems", Field.Whole("With onExhausted DeadLetter: more failed items than this fail the job.", 0, long.MaxValue).AsMutable()),
        ("leaseDurationSeconds", Field.Integer("How long a worker may be silent before its leaves go to others.", 10, 3600)),
        ("dependsOn", Field.List(
            "ParallelJobs of this namespace that must be Complete first.",
            32,
            Field.Text("A job's name.", JobSchema.MaxNameLength, TextForms.DnsLabel),
            key: "")),
        ("output", Output),
        ("suspend", Field.Flag("Pause; nothing computed is lost.").AsMutable()),
        ("cancel", Field.Flag("End the job for good.").AsMutable()),
        ("retryFailed", Field.Integer("Count it up to try the dead ranges again.", 0, int.MaxValue).AsMutable()),
        ("activeDeadlineSeconds", Field.Integer("The longest the job may take, from its first exchange, suspended time apart.", 1, MaxSeconds).AsMutable()),
        ("ttlSecondsAfterFinished", Field.Integer("How long a finished job is kept.", 0, MaxSeconds).AsMutable()),
        ("managedBy", Field.Text("The operator that runs this job; any other keeps its hands off.", 253, TextForms.ManagedBy)));
}
