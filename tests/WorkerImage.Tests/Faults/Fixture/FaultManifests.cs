using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>What the tests compute: small leaves, so that there are many to lose, and the shortest lease that there is.</summary>
internal static class FaultManifests
{
    public const int ShortestLease = 10;

    // Some milliseconds of a core.
    private const long TermsInLeaf = 4_000_000;

    /// <summary>A sum of doubles, each of its bits from every leaf: a leaf too many or too few shows in the digest. One that is short at the end.</summary>
    public static ParallelJobSpec Pi(int leaves) => new()
    {
        Range = new ItemRange(1, ((Int128)leaves * TermsInLeaf) - 17),
        Kernel = new KernelSpec { Name = "pi" },
        LeafSize = TermsInLeaf,
        Schedule = new ScheduleSpec { TargetMilliseconds = 50 },
        LeaseDurationSeconds = ShortestLease,
    };

    /// <summary>Takes time and no core.</summary>
    public static ParallelJobSpec Sleep(int leaves, int milliseconds) => new()
    {
        Range = new ItemRange(0, leaves),
        Kernel = new KernelSpec { Name = "sleep", Parameters = [new NamedValue { Name = "duration", Value = $"{milliseconds}ms" }] },
        LeafSize = 1,
        Schedule = new ScheduleSpec { TargetMilliseconds = 100 },
        LeaseDurationSeconds = ShortestLease,
    };

    /// <summary>Chunks of so many leaves, always, and one for each slot at a time.</summary>
    public static ParallelJobSpec InChunksOf(this ParallelJobSpec spec, int leaves) =>
        spec with { Schedule = new ScheduleSpec { Policy = ChunkPolicyName.Static, ChunkLeaves = leaves } };
}
