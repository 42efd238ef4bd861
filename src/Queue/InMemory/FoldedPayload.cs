namespace ParallelJobs.Queue.InMemory;

/// <summary>The result so far: what it covers and its bytes.</summary>
/// <param name="Version">One more for every fold that changed it: what compare-and-swap compares.</param>
internal sealed record FoldedPayload(PositionSet Covered, ReadOnlyMemory<byte> Payload, long Version)
{
    public static readonly FoldedPayload Nothing = new(PositionSet.Empty, ReadOnlyMemory<byte>.Empty, 0);

    public long Leaves { get; } = Covered.Size;

    /// <summary>The result with these partials merged in.</summary>
    /// <exception cref="InvalidOperationException">
    /// A position would enter twice: the ledger is broken, and the result stays as it is.
    /// </exception>
    public FoldedPayload With(IReadOnlyList<Partial> partials, MergePartials merge)
    {
        var covered = Covered.Union(PositionSet.Of(partials.SelectMany(partial => partial.Done)));
        if (covered.Size != Leaves + partials.Sum(partial => partial.Done.Size))
        {
            throw new InvalidOperationException("a partial covers positions that the result already holds");
        }

        return new FoldedPayload(covered, merge(Payload, [.. partials.Select(partial => partial.Payload)]), Version + 1);
    }
}
