using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Fold;

/// <summary>How long to wait for the next look at a job. Pure.</summary>
internal static class LookPace
{
    // A share of its age: the end of a short job is seen soon, and a long one is not asked for it all the time.
    private const int Share = 8;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterGrowth = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Paused = TimeSpan.FromSeconds(10);

    /// <param name="before">The view of the look before.</param>
    /// <param name="after">Of this one.</param>
    /// <param name="age">For how long the job has been looked at.</param>
    /// <param name="least">What the number of jobs allows.</param>
    /// <returns>Infinite where nothing happens by itself: who makes something happen says so.</returns>
    public static TimeSpan Wait(LedgerView before, LedgerView after, TimeSpan age, TimeSpan least)
    {
        if (after.Trouble is null && (after.IsEntered == false || after.Folded?.State.IsTerminal() == true))
        {
            return Timeout.InfiniteTimeSpan;
        }

        var wait = after.Trouble is not null ? Idle
            : after.Progress is { State: JobState.Paused, LiveWorkers: 0 } ? Paused
            : TimeSpan.FromTicks(Math.Clamp(age.Ticks / Share, Shortest.Ticks, (after.Folded?.Version != before.Folded?.Version ? AfterGrowth : Idle).Ticks));
        return wait > least ? wait : least;
    }
}
