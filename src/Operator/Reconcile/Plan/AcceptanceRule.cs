using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>
/// Says whether the spec is the one that runs. One that is invalid from the beginning is told once, by a condition and an event, and waits for its
/// next edit; where another was accepted before, that one goes on.
/// </summary>
internal static class AcceptanceRule
{
    private const string Valid = nameof(Valid);

    public static Decision Apply(JobObservation seen, Decision so)
    {
        so = so with { Status = so.Status with { ObservedGeneration = seen.Generation } };
        if (Problem(seen) is not var (reason, message))
        {
            return so.Set(seen, ConditionTypes.Accepted, ConditionStatus.True, Valid, "the spec is valid, and is the one that runs");
        }

        var told = so.Status.Has(ConditionTypes.Accepted, ConditionStatus.False, reason, message);
        so = so.Set(seen, ConditionTypes.Accepted, ConditionStatus.False, reason, message);
        so = told ? so : so.Tell(new EventNote(EventSeverity.Warning, reason, "Validate", message));
        return so with { IsFinal = seen.Accepted is null || (reason == ConditionReasons.ImageNotAllowed && seen.Ledger.IsEntered != true) };
    }

    private static (string Reason, string Message)? Problem(JobObservation seen)
    {
        if (!seen.Written.Problems.IsEmpty)
        {
            return (ConditionReasons.InvalidSpec, string.Join(" | ", seen.Written.Problems));
        }

        if (seen.Accepted is { Differences: { IsEmpty: false } differences })
        {
            return (ConditionReasons.ImmutableFieldChanged, string.Join(" | ", differences));
        }

        var image = seen.Accepted?.Spec.Workers?.Image;
        return image is not null && !ImagePatterns.Allow(seen.Options.AllowedImages, image)
            ? (ConditionReasons.ImageNotAllowed, $"spec.workers.image: {image} matches none of the images that this installation allows")
            : null;
    }
}
