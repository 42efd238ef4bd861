namespace ParallelJobs.Queue.InMemory;

/// <summary>The result folded so far and the partials that are not folded yet.</summary>
internal sealed class ResultLog(JobDefinition job)
{
    private readonly List<Partial> _partials = [];

    public FoldedPayload Folded { get; private set; } = FoldedPayload.Nothing;

    public IReadOnlyList<Partial> Partials => _partials;

    /// <summary>Items of all settled leaves, folded or not.</summary>
    public Int128 Items { get; private set; }

    public void Append(PositionSet done, ReadOnlyMemory<byte> payload)
    {
        Items += job.ItemsOf(done);

        // A copy, as a server would have one: the worker may use its buffer again.
        _partials.Add(new Partial(done, payload.ToArray()));
    }

    /// <summary>What a fold reads.</summary>
    public (FoldedPayload Folded, IReadOnlyList<Partial> Partials) Read() => (Folded, [.. _partials]);

    /// <summary>
    /// Puts a fold's result in the place of what it read, unless another fold came first. Partials only ever join at the end, so those
    /// that it read are the first ones as long as the version stands.
    /// </summary>
    public bool TryReplace(FoldedPayload read, int partials, FoldedPayload folded)
    {
        if (Folded.Version != read.Version)
        {
            return false;
        }

        _partials.RemoveRange(0, partials);
        Folded = folded;
        return true;
    }
}
