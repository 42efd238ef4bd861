using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Tests.Local;

/// <summary>Manifests of builtin kernels.</summary>
internal static class Jobs
{
    public static ParallelJob Primes(long end, long leafSize) => Job(new ParallelJobSpec
    {
        Range = new ItemRange(0, end),
        Kernel = new KernelSpec { Name = "primes" },
        LeafSize = leafSize,
    });

    public static ParallelJob Pi(long terms, long leafSize) => Job(new ParallelJobSpec
    {
        Range = new ItemRange(1, (Int128)terms + 1),
        Kernel = new KernelSpec { Name = "pi" },
        LeafSize = leafSize,
    });

    public static ParallelJob Countdown(long perItem) => Job(new ParallelJobSpec
    {
        Range = new ItemRange(0, 1),
        Kernel = new KernelSpec { Name = "countdown", Parameters = [new NamedValue { Name = "perItem", Value = $"{perItem}" }] },
    });

    private static ParallelJob Job(ParallelJobSpec spec) => new() { Metadata = new ObjectMeta { Name = "test" }, Spec = spec };
}
