using System.Text.Json;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>A job of another installation is not touched, nor is one that is being deleted: its children go with it.</summary>
internal static class HandsOffRule
{
    public static Decision Apply(JobObservation seen, Decision so) =>
        IsOurs(seen.Resource, seen.Options) && seen.Resource.Metadata.DeletionTimestamp is null
            ? so
            : so with { HandsOff = true, IsFinal = true };

    public static bool IsOurs(JobResource resource, OperatorOptions options) => ManagedBy(resource) == options.ManagedBy;

    // Read from the raw spec: a job that is invalid is somebody's too.
    private static string ManagedBy(JobResource resource) =>
        resource.Spec is { ValueKind: JsonValueKind.Object } spec
        && spec.TryGetProperty("managedBy", out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : SpecDefaults.ManagedBy;
}
