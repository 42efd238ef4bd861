using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Leaves;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Orders;

namespace ParallelJobs.Engine;

/// <summary>
/// A validated manifest as the engine needs it: everything decided, nothing null. The worker, its slots' processes and the
/// owner of the ledger make the same plan of the same manifest. Immutable, and safe for use by several threads.
/// </summary>
public sealed record JobPlan
{
    /// <summary>The manifest with every default filled in.</summary>
    public required ParallelJob Job { get; init; }

    public required LeafGrid Grid { get; init; }

    public required IKernel Kernel { get; init; }

    public required KernelRequest Request { get; init; }

    public required IReducer Reducer { get; init; }

    public required ILeafOrder Order { get; init; }

    /// <summary>What turns the reduced sum into the result.</summary>
    public required ResultScale Scale { get; init; }

    public required JobDefinition Definition { get; init; }

    public required ScheduleSpec Schedule { get; init; }

    /// <summary>How long one leaf may take.</summary>
    public required TimeSpan LeafTimeout { get; init; }

    /// <summary>How long leaves under way may go on after a drain was asked for.</summary>
    public required TimeSpan DrainGrace { get; init; }

    public bool IsLimited => Definition.Limits != JobLimits.None;

    /// <summary>Why this version cannot compute what a valid manifest asks for, naming the field; null when it can.</summary>
    public static string? WhyNotRunnable(ParallelJobSpec spec) =>
        spec.Exec is not null ? "spec.exec: the manifest is valid, but this version runs builtin kernels only"
        : spec.Items is not null ? "spec.items: the manifest is valid, but this version runs over a range only"
        : spec.Reduce?.Name == ReducerName.List ? "spec.reduce: the manifest is valid, but this version reduces to anything but a List"
        : null;

    /// <summary>The plan of a manifest.</summary>
    /// <param name="job">It was validated, and names a builtin kernel over a range; what it leaves out gets its default.</param>
    /// <param name="id">Names the job in the ledger; null for a new one.</param>
    /// <param name="itemsDigest">Of the items' content, where they stand outside the manifest; it enters the spec hash.</param>
    public static JobPlan Of(ParallelJob job, Guid? id = null, string? itemsDigest = null)
    {
        job = SpecDefaults.Apply(job, BuiltinKernels.Descriptors);
        var spec = job.Spec;
        var kernel = BuiltinKernels.Find(spec.Kernel!.Name)!;
        var grid = new LeafGrid(spec.Range!, spec.LeafSize!.Value);
        var arguments = KernelArguments.Of(kernel.Descriptor, grid.Range, spec.Kernel.Parameters ?? []);
        var request = new KernelRequest(grid.Range, grid.LeafSize, spec.Reduce!.Name!.Value, arguments);
        var specHash = SpecHash.Of(spec, BuiltinKernels.Descriptors, itemsDigest);
        var order = LeafOrders.Of(spec.Schedule!.Order!.Value, grid.Leaves, specHash);
        return new JobPlan
        {
            Job = job,
            Grid = grid,
            Kernel = kernel,
            Request = request,
            Reducer = ReducerCatalog.Create(spec.Reduce),
            Order = order,
            Scale = kernel.Bind(request).Scale,
            Definition = Define(id ?? Guid.NewGuid(), spec, specHash, grid, order),
            Schedule = spec.Schedule,
            LeafTimeout = TimeSpan.FromSeconds(spec.Retry!.LeafTimeoutSeconds!.Value),
            DrainGrace = TimeSpan.FromSeconds(spec.Workers!.TerminationGracePeriodSeconds!.Value),
        };
    }

    private static JobDefinition Define(Guid id, ParallelJobSpec spec, string specHash, LeafGrid grid, ILeafOrder order) => new()
    {
        Id = id,
        SpecHash = specHash,
        Leaves = grid.Leaves,
        LeafItems = grid.LeafSize,
        ShortPosition = order.PositionOf(grid.Leaves - 1),
        ShortItems = grid.LastLeafItems,
        MaxAttempts = spec.Retry!.MaxAttempts!.Value,
        MaxLosses = spec.Retry.MaxLosses!.Value,
        Backoff = TimeSpan.FromSeconds(spec.Retry.BackoffSeconds!.Value),
        MaxBackoff = TimeSpan.FromSeconds(spec.Retry.MaxBackoffSeconds!.Value),
        OnExhausted = spec.Retry.OnExhausted!.Value,
        MaxFailedItems = spec.MaxFailedItems!.Value,
        LeaseDuration = TimeSpan.FromSeconds(spec.LeaseDurationSeconds!.Value),
        Limits = new JobLimits(spec.Limits?.MaxInFlight, spec.Limits?.PerSecond),
    };
}
