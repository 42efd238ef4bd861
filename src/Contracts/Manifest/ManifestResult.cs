using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>What became of reading a manifest: a job or errors, never both and never neither.</summary>
public sealed record ManifestResult
{
    /// <summary>The job as written, without defaults; null when there are errors.</summary>
    public ParallelJob? Job { get; init; }

    /// <summary>Everything that is wrong, by position; none twice for one cause.</summary>
    public ImmutableArray<ManifestError> Errors { get; init; } = [];
}
