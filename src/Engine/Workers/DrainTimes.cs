namespace ParallelJobs.Engine.Workers;

/// <summary>How a worker that is told to stop divides its grace, so that it is gone before it is killed.</summary>
/// <param name="Leaves">How long the leaves under way may go on.</param>
/// <param name="Margin">What is kept for the last report, and for whatever does not heed.</param>
public readonly record struct DrainTimes(TimeSpan Leaves, TimeSpan Margin)
{
    private static readonly TimeSpan MostMargin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsefulMargin = TimeSpan.FromSeconds(1);

    /// <summary>A fifth of the grace is kept, at most 5 s and at least 1 s; of a grace below 2 s, half.</summary>
    public static DrainTimes Of(TimeSpan grace)
    {
        var least = grace / 2 < UsefulMargin ? grace / 2 : UsefulMargin;
        var fifth = grace / 5 > least ? grace / 5 : least;
        var margin = fifth < MostMargin ? fifth : MostMargin;
        return new DrainTimes(grace - margin, margin);
    }
}
