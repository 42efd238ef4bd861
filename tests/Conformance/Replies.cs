using ParallelJobs.Queue;

namespace ParallelJobs.Conformance;

public static class Replies
{
    /// <summary>Compares what two replies say; a reply that came over a wire is never the same object.</summary>
    public static void AssertSame(ExchangeReply expected, ExchangeReply actual)
    {
        Assert.Equal(expected.Leases, actual.Leases);
        Assert.Equal(expected.Lost.Order(), actual.Lost.Order());
        Assert.Equal(expected with { Leases = [], Lost = [] }, actual with { Leases = [], Lost = [] });
    }
}
