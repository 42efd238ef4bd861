using System.Collections.Immutable;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Engine.Kernels.Countdown;
using ParallelJobs.Engine.Kernels.Integrate;
using ParallelJobs.Engine.Kernels.MonteCarlo;
using ParallelJobs.Engine.Kernels.Pi;
using ParallelJobs.Engine.Kernels.Primes;
using ParallelJobs.Engine.Kernels.Sleep;

namespace ParallelJobs.Engine.Kernels;

/// <summary>The kernels that a manifest can name. One instance of each, shared by all jobs. Safe for use by several threads.</summary>
public static class BuiltinKernels
{
    /// <summary>All, in the order in which they are listed to the user.</summary>
    public static ImmutableArray<IKernel> All { get; } =
    [
        new PiKernel(),
        new IntegrateKernel(),
        new PrimesKernel(),
        new MonteCarloKernel(),
        new CountdownKernel(),
        new SleepKernel(),
    ];

    public static ImmutableArray<KernelDescriptor> Descriptors { get; } = [.. All.Select(kernel => kernel.Descriptor)];

    /// <summary>The kernel of that exact name, or null.</summary>
    public static IKernel? Find(string name) =>
        All.FirstOrDefault(kernel => string.Equals(kernel.Descriptor.Name, name, StringComparison.Ordinal));
}
