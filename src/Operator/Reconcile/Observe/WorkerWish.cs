using System.Text.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>How many workers a job has and wants. Pure.</summary>
internal static class WorkerWish
{
    /// <summary>Of one that is being reconciled.</summary>
    public static WorkerClaim Of(JobResource resource, ParallelJobSpec? accepted, ParallelJobStatus status, IEnumerable<Job> own, OperatorOptions options)
    {
        var wants = accepted is { Suspend: not true } && (!status.IsFinished() || (accepted.RetryFailed ?? 0) > (status.RetriedFailed ?? 0));
        return Claim(resource, own, wants ? Math.Min(accepted!.Workers?.Replicas ?? 1, options.MaxReplicasPerJob) : 0);
    }

    /// <summary>Of one that was not looked at yet: from the little that costs nothing to read. What is read wrongly here holds until its first pass.</summary>
    public static WorkerClaim Expected(JobResource resource, IEnumerable<Job> own, OperatorOptions options)
    {
        var status = StatusReading.Of(resource);
        var isRefused = status.Items is null && status.Find(ConditionTypes.Accepted) is { Status: ConditionStatus.False };
        var wants = !isRefused && !status.IsFinished() && HandsOffRule.IsOurs(resource, options) && Field(resource.Spec, "suspend")?.ValueKind != JsonValueKind.True;
        var replicas = Field(Field(resource.Spec, "workers"), "replicas") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? count : 1;
        return Claim(resource, own, wants ? Math.Clamp(replicas, 0, options.MaxReplicasPerJob) : 0);
    }

    /// <summary>Pods that a Job has or will have.</summary>
    public static int Held(Job child) => Incarnations.IsOver(child) || child.Metadata.DeletionTimestamp is not null ? 0 : child.Spec?.Parallelism ?? 1;

    private static WorkerClaim Claim(JobResource resource, IEnumerable<Job> own, int wish)
    {
        var held = own.Sum(Held);
        var metadata = resource.Metadata;
        return new WorkerClaim(metadata.Uid!, ResourceKey.Of(metadata), metadata.CreationTimestamp ?? DateTimeOffset.MinValue, Math.Max(wish, held), held);
    }

    private static JsonElement? Field(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out var value) ? value : null;
}
