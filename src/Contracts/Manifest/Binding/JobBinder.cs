using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Manifest.Binding;

/// <summary>
/// Makes the records of what the structural check has passed. The generated JSON reader could do it too, but it prepares for every
/// type of the resource before it reads the first (most of a short run's start), and a manifest uses few of them.
/// </summary>
internal static class JobBinder
{
    public static ParallelJob Bind(JsonObject job) => new()
    {
        Metadata = job.Object("metadata", Metadata) ?? new ObjectMeta(),
        Spec = job.Object("spec", Spec) ?? new ParallelJobSpec(),
    };

    private static ObjectMeta Metadata(JsonObject node) => new()
    {
        Name = node.Text("name"),
        Namespace = node.TextOrNull("namespace"),
        Uid = node.TextOrNull("uid"),
        Generation = node.LongOrNull("generation"),
        CreationTimestamp = (DateTimeOffset?)node["creationTimestamp"],
        ResourceVersion = node.TextOrNull("resourceVersion"),
        Labels = node.Map("labels"),
        Annotations = node.Map("annotations"),
    };

    private static ParallelJobSpec Spec(JsonObject node) => new()
    {
        Range = node.Object("range", static range => new ItemRange(range.Whole("start"), range.Whole("end"))),
        Items = node.Object("items", Items),
        Kernel = node.Object("kernel", static kernel => new KernelSpec { Name = kernel.Text("name"), Parameters = Parameters(kernel) }),
        Exec = node.Object("exec", Exec),
        Reduce = node.Object("reduce", Reduce),
        LeafSize = node.WholeOrNull("leafSize"),
        Schedule = node.Object("schedule", Schedule),
        Limits = node.Object("limits", Limits),
        Workers = node.Object("workers", WorkersBinder.Bind),
        Retry = node.Object("retry", Retry),
        MaxFailedItems = node.WholeOrNull("maxFailedItems"),
        LeaseDurationSeconds = node.IntegerOrNull("leaseDurationSeconds"),
        DependsOn = node.Texts("dependsOn"),
        Output = node.Object("output", static output => new OutputSpec { PersistentVolumeClaim = output.Object("persistentVolumeClaim", VolumePath) }),
        Suspend = node.Flag("suspend"),
        Cancel = node.Flag("cancel"),
        RetryFailed = node.IntegerOrNull("retryFailed"),
        ActiveDeadlineSeconds = node.IntegerOrNull("activeDeadlineSeconds"),
        TtlSecondsAfterFinished = node.IntegerOrNull("ttlSecondsAfterFinished"),
        ManagedBy = node.TextOrNull("managedBy"),
    };

    private static ItemsSpec Items(JsonObject node) => new()
    {
        Values = node.Texts("values"),
        ConfigMap = node.Object("configMap", static map => new ConfigMapKey { Name = map.Text("name"), Key = map.Text("key") }),
        File = node.TextOrNull("file"),
        PersistentVolumeClaim = node.Object(
            "persistentVolumeClaim",
            static claim => new VolumeItems { ClaimName = claim.Text("claimName"), Path = claim.Text("path"), Count = (long)claim.Whole("count") }),
    };

    private static ImmutableArray<NamedValue>? Parameters(JsonObject node) =>
        node.List("parameters", static parameter => new NamedValue { Name = parameter.Text("name"), Value = parameter.Text("value") });

    private static ExecSpec Exec(JsonObject node) => new()
    {
        Command = node.Texts("command") ?? [],
        Protocol = node.ChoiceOrNull<ExecProtocol>("protocol"),
        Parameters = Parameters(node),
    };

    private static ReduceSpec Reduce(JsonObject node) => new()
    {
        Name = node.ChoiceOrNull<ReducerName>("name"),
        Edges = node.Texts("edges"),
        K = node.IntegerOrNull("k"),
        Order = node.ChoiceOrNull<TopKOrder>("order"),
    };

    private static ScheduleSpec Schedule(JsonObject node) => new()
    {
        Policy = node.ChoiceOrNull<ChunkPolicyName>("policy"),
        ChunkLeaves = node.WholeOrNull("chunkLeaves"),
        TargetMilliseconds = node.IntegerOrNull("targetMilliseconds"),
        Order = node.ChoiceOrNull<LeafOrderName>("order"),
    };

    private static LimitsSpec Limits(JsonObject node) => new()
    {
        MaxInFlight = node.WholeOrNull("maxInFlight"),
        PerSecond = node.WholeOrNull("perSecond"),
    };

    private static RetrySpec Retry(JsonObject node) => new()
    {
        MaxAttempts = node.IntegerOrNull("maxAttempts"),
        MaxLosses = node.IntegerOrNull("maxLosses"),
        BackoffSeconds = node.IntegerOrNull("backoffSeconds"),
        MaxBackoffSeconds = node.IntegerOrNull("maxBackoffSeconds"),
        LeafTimeoutSeconds = node.IntegerOrNull("leafTimeoutSeconds"),
        OnExhausted = node.ChoiceOrNull<OnExhausted>("onExhausted"),
    };

    private static VolumePath VolumePath(JsonObject node) => new() { ClaimName = node.Text("claimName"), Path = node.Text("path") };
}
