using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Kernels;

/// <summary>
/// What a manifest may ask of a kernel: its parameters, the reducers it can feed, its leaf size. The same description validates
/// manifests, prints <c>pjob kernels</c> and binds the kernel, so the three cannot differ. Immutable.
/// </summary>
public sealed record KernelDescriptor
{
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What one item is, in a few words.</summary>
    public required string Items { get; init; }

    /// <summary>Whether an item is an entry of a list (<c>spec.items</c>) and not a number of a range.</summary>
    public bool TakesItems { get; init; }

    /// <summary>Counts up whenever a change of the code could change a bit of a result; part of the job's spec hash.</summary>
    public required int Revision { get; init; }

    public ImmutableArray<KernelParameter> Parameters { get; init; } = [];

    /// <summary>The reducers that the kernel can feed; the first is its default.</summary>
    public required ImmutableArray<ReducerName> Reducers { get; init; }

    public required long DefaultLeafSize { get; init; }

    /// <summary>What no single parameter can say, such as a range beyond the terms. Called only when every parameter is valid by itself.</summary>
    public Func<KernelRequest, IEnumerable<KernelProblem>> Check { get; init; } = static _ => [];
}
