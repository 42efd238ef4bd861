using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource;

/// <summary>
/// What to compute, how, and under which rules. A null property was not set: SpecDefaults says what then holds.
/// </summary>
public sealed record ParallelJobSpec
{
    /// <summary>What: exactly one of <see cref="Range"/> and <see cref="Items"/>.</summary>
    public ItemRange? Range { get; init; }

    public ItemsSpec? Items { get; init; }

    /// <summary>How: exactly one of <see cref="Kernel"/> and <see cref="Exec"/>.</summary>
    public KernelSpec? Kernel { get; init; }

    public ExecSpec? Exec { get; init; }

    public ReduceSpec? Reduce { get; init; }

    /// <summary>Items a leaf.</summary>
    [JsonConverter(typeof(WholeInt64Converter))]
    public long? LeafSize { get; init; }

    public ScheduleSpec? Schedule { get; init; }

    public LimitsSpec? Limits { get; init; }

    public WorkersSpec? Workers { get; init; }

    public RetrySpec? Retry { get; init; }

    /// <summary>With <see cref="OnExhausted.DeadLetter"/>: more failed items than this fail the job.</summary>
    [JsonConverter(typeof(WholeInt64Converter))]
    public long? MaxFailedItems { get; init; }

    public int? LeaseDurationSeconds { get; init; }

    /// <summary>Names of ParallelJobs of the same namespace that must be Complete first.</summary>
    public ImmutableArray<string>? DependsOn { get; init; }

    public OutputSpec? Output { get; init; }

    public bool? Suspend { get; init; }

    public bool? Cancel { get; init; }

    /// <summary>Counts up: at every increase the dead ranges are tried again.</summary>
    public int? RetryFailed { get; init; }

    public int? ActiveDeadlineSeconds { get; init; }

    public int? TtlSecondsAfterFinished { get; init; }

    public string? ManagedBy { get; init; }
}
