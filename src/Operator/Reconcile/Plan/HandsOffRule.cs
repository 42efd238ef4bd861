using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>A job of another installation is not touched, nor is one that is being deleted: its children go with it.</summary>
internal static class HandsOffRule
{
    public static Decision Apply(JobObservation seen, Decision so) =>
        ManagedBy(seen) != seen.Options.ManagedBy || seen.Resource.Metadata.DeletionTimestamp is not null
            ? so with { HandsOff = true, IsFinal = true }
            : so;

    // Read from the raw spec: a job that is invalid is somebody's too.
    private static string ManagedBy(JobObservation seen) =>
        seen.Resource.Spec is { ValueKind: System.Text.Json.JsonValueKind.Object } spec
        && spec.TryGetProperty("managedBy", out var value)
        && value.ValueKind == System.Text.Json.JsonValueKind.String
            ? value.GetString()!
            : SpecDefaults.ManagedBy;
}
