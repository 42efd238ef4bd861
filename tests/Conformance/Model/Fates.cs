using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Model;

/// <summary>Turns a fate into a settlement.</summary>
public static class Fates
{
    /// <summary>Null for a lease that is only held, or forgotten.</summary>
    public static Settlement? Settle(Fate fate, Guid token, PositionSet remaining)
    {
        var (first, last) = (remaining[0].Start, remaining[^1].End - 1);
        var middle = first + (last - first + 1) / 2;
        return fate switch
        {
            Fate.Begin => new Settlement { Token = token, BegunUpTo = middle + 1 },
            Fate.Done => Done(remaining),
            Fate.DoneFirst => Done(Part(first, middle + 1)),
            Fate.DoneLast => Done(Part(middle, last + 1)) with { BegunUpTo = last },
            Fate.DoneFirstGiveBack => Done(Part(first, middle)) with { Rest = Rest.GiveBack },
            Fate.DoneMiddleFailLast => Done(Part(middle, last)) with { Failed = [new LeafFailure(last, "last")] },
            Fate.GiveBack => new Settlement { Token = token, Rest = Rest.GiveBack },
            Fate.FailFirst => new Settlement { Token = token, Failed = [new LeafFailure(first, "first")] },
            Fate.FailUnnamed => new Settlement { Token = token, Failed = [new LeafFailure(null, "some")] },
            Fate.DoneFirstFailUnnamed => Done(Part(first, middle)) with { Failed = [new LeafFailure(null, "some")] },
            Fate.VoidBeyond => Done(PositionSet.Of(first, last + 2)),
            Fate.VoidOverlap => Done(Part(first, first + 1)) with { Failed = [new LeafFailure(first, "void")], Rest = Rest.GiveBack },
            Fate.VoidTwice => new Settlement { Token = token, Failed = [new LeafFailure(last, "void"), new LeafFailure(last, "void")] },
            _ => null,
        };

        PositionSet Part(long start, long end) => remaining.Intersect(PositionSet.Of(start, end));

        Settlement Done(PositionSet done) => new() { Token = token, Done = done, Payload = RangeTally.Of(done) };
    }
}
