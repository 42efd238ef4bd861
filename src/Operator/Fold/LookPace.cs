using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Fold;

/// <summary>How long to wait for the next look at a job. Pure.</summary>
internal static class LookPace
{
    private static readonly TimeSpan AfterGrowth = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Paused = TimeSpan.FromSeconds(10);

    /// <param name="before">The view of the look before.</param>
    /// <param name="after">Of this one.</param>
    /// <param name="least">What the number of jobs allows.</param>
    /// <returns>Infinite where nothing happens by itself: who makes something happen says so.</returns>
    public static TimeSpan Wait(LedgerView before, LedgerView after, TimeSpan least)
    {
        if (after.Trouble is null && (after.IsEntered == false || after.Folded?.State.IsTerminal() == true))
        {
            return Timeout.InfiniteTimeSpan;
        }

        var wait = after.Trouble is not null ? Idle
            : after.Folded?.Version != before.Folded?.Version ? AfterGrowth
            : after.Progress is { State: JobState.Paused, LiveWorkers: 0 } ? Paused
            : Idle;
        return wait > least ? wait : least;
    }
}
