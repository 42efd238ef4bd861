using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Cancels a job that has run for too long. The time counts from the first exchange, without the time for which it was suspended.</summary>
internal static class DeadlineRule
{
    public static Decision Apply(JobObservation seen, Decision so)
    {
        if (seen.Accepted?.Spec is not { ActiveDeadlineSeconds: { } seconds, Suspend: not true } || so.Status.StartTime is not { } start
            || so.Status.IsFinished() || seen.Ledger is not { Trouble: null, Progress: { } progress } || progress.State.IsTerminal())
        {
            return so;
        }

        var left = start + TimeSpan.FromSeconds(seconds) + TimeSpan.FromSeconds(so.Status.SuspendedSeconds ?? 0) - seen.Now;
        return left > TimeSpan.Zero ? so.AgainWithin(left) : so with { Cancel = true };
    }
}
