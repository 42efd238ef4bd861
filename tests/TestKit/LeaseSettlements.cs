using ParallelJobs.Queue;

namespace ParallelJobs.TestKit;

/// <summary>Says in a word what a test's worker does with a lease.</summary>
public static class LeaseSettlements
{
    public static Settlement Done(this Lease lease) => lease.Done(lease.Range.Start, lease.Range.End);

    /// <summary>Some of its positions; the worker keeps the rest.</summary>
    public static Settlement Done(this Lease lease, long start, long end) => new()
    {
        Token = lease.Token,
        Done = PositionSet.Of(start, end),
        Payload = RangeTally.Of(new PositionRange(start, end)),
    };

    public static Settlement GiveBack(this Lease lease) => new() { Token = lease.Token, Rest = Rest.GiveBack };

    public static Settlement Begin(this Lease lease, long upTo) => new() { Token = lease.Token, BegunUpTo = upTo };

    /// <summary>A leaf, or null when the worker cannot tell which.</summary>
    public static Settlement Fail(this Lease lease, long? position, string message) =>
        new() { Token = lease.Token, Failed = [new LeafFailure(position, message)] };
}
