using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.KernelBits;

/// <summary>Leaves that between them go through every function, rule, tail and end of the number line.</summary>
public static class KernelCases
{
    private static readonly string[] Integrals =
    [
        "function=cos a=-3 b=1000", "function=cos a=-1048576 b=1048576", "function=sin a=-1 b=7", "function=exp a=-700 b=700",
        "function=log a=0.001 b=1000", "function=sqrt a=0 b=9", "function=reciprocal a=1 b=2", "function=gaussian a=-30 b=30",
        "function=power exponent=3 a=-1 b=2", "function=power exponent=-1.5 a=1 b=2", "function=power exponent=2.7 a=0 b=20",
        "function=power exponent=-7 a=-3 b=-2",
    ];

    public static IEnumerable<(KernelJob Job, long First, long Count)> All()
    {
        yield return (new KernelJob("pi", 1, 100_000_001), 1, 1 << 20);
        yield return (new KernelJob("pi", 1, 100_000_001), 77_777_777, 99_999);
        yield return (new KernelJob("pi", 1, (Int128.One << 53) + 1), (1L << 52) - 5000, 10_001);
        yield return (new KernelJob("montecarlo", 0, 1 << 20, "seed=12345678901234567890"), 0, 1 << 17);
        yield return (new KernelJob("montecarlo", long.MinValue, Int128.One << 63), long.MinValue, 1001);
        foreach (var rule in new[] { "Left", "Midpoint", "Simpson" })
        {
            foreach (var integral in Integrals)
            {
                var job = new KernelJob("integrate", 0, 1_000_003, [.. integral.Split(' '), $"rule={rule}"]);
                yield return (job, 0, 1 << 16);
                yield return (job, 1_000_003 - 40_001, 40_001);
                yield return (job with { Reducer = ReducerName.Min }, 700_000, 37);
            }
        }
    }
}
