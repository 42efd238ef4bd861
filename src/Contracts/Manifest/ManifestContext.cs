using System.Collections.Immutable;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>What a manifest is read against.</summary>
/// <param name="Kernels">The kernels that it may name.</param>
/// <param name="Scope">Where it is to run.</param>
public sealed record ManifestContext(IReadOnlyList<KernelDescriptor> Kernels, JobScope Scope)
{
    /// <summary><c>PATH=VALUE</c>, applied in order before anything is checked.</summary>
    public ImmutableArray<string> Overrides { get; init; } = [];
}
