using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>
/// A job that has ended stays as it is, until its dead ranges are to be tried again or its time is over. Workers end by themselves when they hear of
/// it; those that do not are ended after a while.
/// </summary>
internal static class FinishedRule
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (!so.Status.IsFinished() || RetryRule.IsAsked(seen))
        {
            return so;
        }

        var since = seen.Now - (so.Status.CompletionTime ?? seen.Now);
        so = so with { IsFinal = true };
        if (seen.Accepted?.Spec.TtlSecondsAfterFinished is not { } seconds)
        {
            return EndWorkers(seen, so, since);
        }

        var left = TimeSpan.FromSeconds(seconds) - since;
        return left > TimeSpan.Zero ? EndWorkers(seen, so, since).AgainWithin(left) : so with { DeleteSelf = true };
    }

    private static Decision EndWorkers(JobObservation seen, Decision so, TimeSpan since)
    {
        // Also one that could not make its pods yet: it would make them when it can.
        var busy = seen.OwnChildren.FirstOrDefault(child => WorkerWish.Held(child) > 0);
        if (busy is null)
        {
            return so;
        }

        return since < Patience ? so.AgainWithin(Patience - since) : so with { Scale = new ScaledChild(busy.Metadata.Name!, 0) };
    }
}
