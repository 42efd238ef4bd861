namespace ParallelJobs.Engine.Fold;

/// <summary>
/// How long to wait between two folds: shortly at first and while partials come, up to two seconds when none came, and with full jitter
/// after a failure, so that the owners of many jobs do not all come back to a server at the moment when it is there again. Not safe for
/// use by several threads.
/// </summary>
internal sealed class FoldPace(Random random)
{
    private static readonly TimeSpan ShortestIdle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);
    private TimeSpan _idle = ShortestIdle;
    private TimeSpan _retry = FirstRetry;

    /// <param name="hasGrown">Partials had come since the fold before.</param>
    public TimeSpan AfterFold(bool hasGrown)
    {
        _retry = FirstRetry;
        var wait = hasGrown ? ShortestIdle : _idle;
        _idle = Doubled(wait, LongestIdle);
        return wait;
    }

    public TimeSpan AfterFailure()
    {
        var wait = _retry * random.NextDouble();
        (_retry, _idle) = (Doubled(_retry, LongestRetry), ShortestIdle);
        return wait;
    }

    private static TimeSpan Doubled(TimeSpan wait, TimeSpan longest) => wait < longest / 2 ? wait * 2 : longest;
}
