namespace ParallelJobs.Queue.Tests;

internal static class InMemoryJobs
{
    public static JobDefinition Of(long leaves) => new()
    {
        Id = Guid.NewGuid(),
        SpecHash = "spec",
        Leaves = leaves,
        LeafItems = 10,
        ShortPosition = leaves - 1,
        ShortItems = 10,
    };
}
