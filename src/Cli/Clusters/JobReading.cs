using System.Text.Json;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Cli.Clusters;

/// <summary>What an object says of its job. Pure.</summary>
internal static class JobReading
{
    /// <summary>As <c>-o name</c> prints it, and as every command takes it for the name.</summary>
    public const string TypeName = "paralleljob." + ParallelJob.Group;

    public static string Reference(this JobObject job) => $"{TypeName}/{job.Name}";

    public static JobCondition? Condition(this JobObject job, string type) =>
        job.Status.Conditions?.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.OrdinalIgnoreCase));

    public static bool Is(this JobObject job, string type) => job.Condition(type) is { Status: ConditionStatus.True };

    /// <summary>Complete or Failed, and no retry was asked for that the operator has not looked at yet.</summary>
    public static bool IsFinished(this JobObject job) =>
        (job.Is(ConditionTypes.Complete) || job.Is(ConditionTypes.Failed)) && !job.AwaitsRetry();

    public static bool IsFailed(this JobObject job) => job.IsFinished() && job.Is(ConditionTypes.Failed);

    /// <summary>The operator's word for people; until it has one, Pending.</summary>
    public static string State(this JobObject job) => job.Status.Summary?.State is { Length: > 0 } state ? state
        : job.Is(ConditionTypes.Complete) ? "Complete"
        : job.Is(ConditionTypes.Failed) ? "Failed"
        : "Pending";

    /// <summary>spec.retryFailed.</summary>
    public static int Retries(this JobObject job) =>
        job.At("spec", "retryFailed") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? count : 0;

    /// <summary>A field of the spec is true; false where it is not set.</summary>
    public static bool Wants(this JobObject job, string field) => job.At("spec", field) is { ValueKind: JsonValueKind.True };

    public static bool HasReplicas(this JobObject job, int count) =>
        job.At("spec", "workers", "replicas") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var replicas) && replicas == count;

    private static bool AwaitsRetry(this JobObject job) =>
        job.Retries() > (job.Status.RetriedFailed ?? 0) && job.Metadata.Generation > (job.Status.ObservedGeneration ?? 0);
}
