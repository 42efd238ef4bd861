namespace ParallelJobs.Queue.InMemory;

/// <summary>Leaves that used up their attempts or losses, in order of position; neighbours that died alike are one range.</summary>
internal sealed class DeadLeaves(JobDefinition job)
{
    private readonly SortedSet<DeadRange> _ranges = new(Comparer<DeadRange>.Create((left, right) => left.Range.CompareTo(right.Range)));

    public long Leaves { get; private set; }

    public Int128 Items { get; private set; }

    /// <summary>By position.</summary>
    public IEnumerable<DeadRange> All => _ranges;

    public void Add(DeadRange dead)
    {
        Leaves += dead.Range.Length;
        Items += job.ItemsOf(dead.Range);
        var before = _ranges.GetViewBetween(dead with { Range = new PositionRange(0, 1) }, dead).Max;
        if (before is not null && before.Range.End == dead.Range.Start && Alike(before, dead))
        {
            _ranges.Remove(before);
            dead = dead with { Range = dead.Range with { Start = before.Range.Start } };
        }

        if (_ranges.TryGetValue(dead with { Range = new PositionRange(dead.Range.End, dead.Range.End + 1) }, out var after)
            && Alike(dead, after))
        {
            _ranges.Remove(after);
            dead = dead with { Range = dead.Range with { End = after.Range.End } };
        }

        _ranges.Add(dead);
    }

    /// <summary>Takes all out.</summary>
    public IReadOnlyList<DeadRange> Clear()
    {
        var all = _ranges.ToList();
        _ranges.Clear();
        (Leaves, Items) = (0, 0);
        return all;
    }

    private static bool Alike(DeadRange left, DeadRange right) => left.Attempts == right.Attempts && left.Message == right.Message;
}
