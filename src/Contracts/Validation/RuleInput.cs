using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Validation;

/// <summary>What rules look at: a job as written, and what holds where it says nothing.</summary>
internal sealed record RuleInput(ParallelJob Job, IReadOnlyList<KernelDescriptor> Kernels, JobScope Scope)
{
    public ParallelJobSpec Spec => Job.Spec;

    /// <summary>The kernel that the spec names, or null for exec and for one that is not known.</summary>
    public KernelDescriptor? Kernel { get; } = SpecDefaults.KernelOf(Job.Spec, Kernels);

    /// <summary>Whether it is known what computes: exec, or a kernel of the list.</summary>
    public bool IsFunctionKnown => Spec.Exec is not null || Kernel is not null;

    public ReducerName Reducer => SpecDefaults.ReducerOf(Spec, Kernel);

    public long LeafSize => SpecDefaults.LeafSizeOf(Spec, Kernel);

    /// <summary>How many items, or null where only reading the source tells.</summary>
    public Int128? ItemCount => SpecDefaults.ItemCountOf(Spec);

    public int LeaseDurationSeconds => Spec.LeaseDurationSeconds ?? SpecDefaults.LeaseDurationSeconds;

    public OnExhausted OnExhausted => Spec.Retry?.OnExhausted ?? SpecDefaults.OnExhausted;

    public ChunkPolicyName Policy => Spec.Schedule?.Policy ?? SpecDefaults.Policy;
}
