namespace ParallelJobs.Operator.Fold;

/// <summary>Items a second over about the last ten seconds. For one thread.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Queue<(long At, Int128 Completed)> _marks = new();

    /// <summary>Null until there are two looks.</summary>
    public double? Of(Int128 completed)
    {
        var now = time.GetTimestamp();
        _marks.Enqueue((now, completed));
        while (_marks.Count > 2 && time.GetElapsedTime(_marks.ElementAt(1).At, now) >= Window)
        {
            _marks.Dequeue();
        }

        var (at, before) = _marks.Peek();
        var seconds = time.GetElapsedTime(at, now).TotalSeconds;
        return seconds > 0 && completed >= before ? (double)(completed - before) / seconds : null;
    }
}
