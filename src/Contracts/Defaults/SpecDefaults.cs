using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Defaults;

/// <summary>
/// What holds where a spec says nothing; the only place of defaults. Unset means automatic, so the result of
/// <c>Apply</c> is for computing with and is never written back to the resource. Pure.
/// </summary>
public static class SpecDefaults
{
    public const string ManagedBy = "paralleljobs.io/operator";
    public const ChunkPolicyName Policy = ChunkPolicyName.Adaptive;
    public const LeafOrderName Order = LeafOrderName.Fifo;
    public const ExecProtocol Protocol = ExecProtocol.JsonLines;
    public const OnExhausted OnExhausted = Resource.OnExhausted.Fail;
    public const int TargetMilliseconds = 250;
    public const int LeaseDurationSeconds = 30;
    public const int MaxAttempts = 3;
    public const int MaxLosses = 10;
    public const int BackoffSeconds = 1;
    public const int MaxBackoffSeconds = 60;
    public const int LeafTimeoutSeconds = 3600;

    /// <summary>exec over a range: about so many leaves, enough to share among any number of slots.</summary>
    private const int ExecLeaves = 16_384;

    /// <summary>
    /// The job with every default in its spec. Left null are: what means none (limits, deadline), what the kernel fills in
    /// (parameters), and what only the machine or the operator knows (slots, image).
    /// </summary>
    /// <param name="job">A valid job.</param>
    /// <param name="kernels">The kernels that it was validated against.</param>
    public static ParallelJob Apply(ParallelJob job, IReadOnlyList<KernelDescriptor> kernels) => job with { Spec = Apply(job.Spec, kernels) };

    /// <summary>As the other, for a spec alone.</summary>
    public static ParallelJobSpec Apply(ParallelJobSpec spec, IReadOnlyList<KernelDescriptor> kernels)
    {
        var kernel = KernelOf(spec, kernels);
        var lease = spec.LeaseDurationSeconds ?? LeaseDurationSeconds;
        return spec with
        {
            Exec = spec.Exec is { } exec ? exec with { Protocol = exec.Protocol ?? Protocol } : null,
            Reduce = ReduceOf(spec.Reduce, ReducerOf(spec, kernel)),
            LeafSize = LeafSizeOf(spec, kernel),
            Schedule = ScheduleOf(spec.Schedule ?? new ScheduleSpec(), lease),
            Workers = WorkersDefaults.Apply(spec.Workers ?? new WorkersSpec()),
            Retry = RetryOf(spec.Retry ?? new RetrySpec()),
            MaxFailedItems = spec.MaxFailedItems ?? 0,
            LeaseDurationSeconds = lease,
            DependsOn = spec.DependsOn ?? [],
            Suspend = spec.Suspend ?? false,
            Cancel = spec.Cancel ?? false,
            RetryFailed = spec.RetryFailed ?? 0,
            ManagedBy = spec.ManagedBy ?? ManagedBy,
        };
    }

    /// <summary>The kernel that the spec names, or null for exec and for one that is not known.</summary>
    public static KernelDescriptor? KernelOf(ParallelJobSpec spec, IReadOnlyList<KernelDescriptor> kernels) =>
        spec.Kernel is { } named ? kernels.FirstOrDefault(kernel => kernel.Name == named.Name) : null;

    /// <summary>How many items the spec says there are, or null where only reading the source tells.</summary>
    public static Int128? ItemCountOf(ParallelJobSpec spec) =>
        spec.Range?.Length ?? spec.Items?.Values?.Length ?? spec.Items?.PersistentVolumeClaim?.Count;

    internal static ReducerName ReducerOf(ParallelJobSpec spec, KernelDescriptor? kernel) =>
        spec.Reduce?.Name ?? kernel?.Reducers[0] ?? (spec.Items is null ? ReducerName.Sum : ReducerName.List);

    internal static long LeafSizeOf(ParallelJobSpec spec, KernelDescriptor? kernel) =>
        spec.LeafSize ?? kernel?.DefaultLeafSize ?? (spec.Range is { } range ? (long)Int128.Max(1, range.Length / ExecLeaves) : 1);

    private static ReduceSpec ReduceOf(ReduceSpec? reduce, ReducerName name) => (reduce ?? new ReduceSpec()) with
    {
        Name = name,
        Order = name == ReducerName.TopK ? reduce?.Order ?? TopKOrder.Largest : reduce?.Order,
    };

    private static ScheduleSpec ScheduleOf(ScheduleSpec schedule, int leaseSeconds) => schedule with
    {
        Policy = schedule.Policy ?? Policy,
        TargetMilliseconds = schedule.TargetMilliseconds ?? Math.Min(TargetMilliseconds, leaseSeconds * 1000 / ScheduleRules.LeaseToTarget),
        Order = schedule.Order ?? Order,
    };

    private static RetrySpec RetryOf(RetrySpec retry) => new()
    {
        MaxAttempts = retry.MaxAttempts ?? MaxAttempts,
        MaxLosses = retry.MaxLosses ?? MaxLosses,
        BackoffSeconds = retry.BackoffSeconds ?? BackoffSeconds,
        MaxBackoffSeconds = retry.MaxBackoffSeconds ?? MaxBackoffSeconds,
        LeafTimeoutSeconds = retry.LeafTimeoutSeconds ?? LeafTimeoutSeconds,
        OnExhausted = retry.OnExhausted ?? OnExhausted,
    };
}
