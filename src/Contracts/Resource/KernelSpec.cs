using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource;

/// <summary>A builtin kernel and its parameters.</summary>
public sealed record KernelSpec
{
    public string Name { get; init; } = "";

    public ImmutableArray<NamedValue>? Parameters { get; init; }
}
