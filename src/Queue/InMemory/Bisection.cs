namespace ParallelJobs.Queue.InMemory;

/// <summary>
/// Halves what failed or was lost without telling which leaf did it, so that after at most log2(n) rounds the culprit stands alone.
/// </summary>
internal static class Bisection
{
    /// <summary>The two halves of a range; a single leaf stays whole.</summary>
    public static IEnumerable<PositionRange> Halves(PositionRange range)
    {
        if (range.Length == 1)
        {
            yield return range;
            yield break;
        }

        var middle = range.Start + range.Length / 2;
        yield return range with { End = middle };
        yield return range with { Start = middle };
    }
}
