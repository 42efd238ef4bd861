using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>A cluster and a queue that do at once what was decided, and in which nothing else happens.</summary>
internal static class SimulatedActor
{
    public static Situation Act(Situation now, Decision decision) => decision.HandsOff || decision.DeleteSelf
        ? now
        : now with
        {
            Status = decision.Status,
            Ledger = Ledger(now.Ledger, decision),
            Children = [.. Children(now, decision)],
            // Deleted Jobs take theirs along; those of the others do not change.
            Pods = decision.DeleteChildren.IsEmpty ? now.Pods : [],
            Missing = decision.Create is null ? now.Missing : MissingPods.None,
        };

    private static IEnumerable<Kubernetes.Objects.Job> Children(Situation now, Decision decision)
    {
        var kept = now.Children
            .Where(child => !decision.DeleteChildren.Contains(child.Metadata.Name!))
            .Select(child => child.Metadata.Name == decision.Scale?.Name ? child with { Spec = child.Spec! with { Parallelism = decision.Scale!.Parallelism } } : child);
        return decision.Create is { } made ? kept.Append(Situation.Child(made.Incarnation, made.Parallelism, age: TimeSpan.Zero)) : kept;
    }

    private static LedgerView Ledger(LedgerView view, Decision decision)
    {
        view = decision.Enter ? Situation.Entered() : view;
        if (view.Progress is not { } progress)
        {
            return view;
        }

        var state = decision.Cancel && !progress.State.IsTerminal() ? JobState.Cancelled
            : decision.RetryDead && progress.State != JobState.Cancelled ? JobState.Open
            : progress.State;
        state = (decision.Pause, state) switch { (true, JobState.Open) => JobState.Paused, (false, JobState.Paused) => JobState.Open, _ => state };
        return view with
        {
            Progress = progress with
            {
                State = state,
                Failed = decision.RetryDead ? 0 : progress.Failed,
                Limits = decision.Limits ?? progress.Limits,
                MaxFailedItems = decision.MaxFailedItems ?? progress.MaxFailedItems,
            },
            Folded = view.Folded! with { State = state },
        };
    }
}
