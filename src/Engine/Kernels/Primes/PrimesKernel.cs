using System.Collections.Immutable;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// Counts or sums the primes among the items, any range of 64-bit integers. <see cref="Primality"/> is the definition; a segmented
/// sieve of Eratosthenes computes the same faster.
/// </summary>
public sealed class PrimesKernel : IKernel
{
    private static readonly ImmutableArray<ReducerName> Feeds = [ReducerName.Count, ReducerName.Sum];

    public KernelDescriptor Descriptor { get; } = new()
    {
        Name = "primes",
        Summary = "Counts or sums the primes of a range of integers with a segmented sieve.",
        Items = "integers, each prime or not",
        Revision = 1,
        Reducers = Feeds,
        DefaultLeafSize = Wheel.Span * (1L << 20),
    };

    public ILeafKernel Bind(KernelRequest request) => new PrimesLeaf(sums: request.Reducer == ReducerName.Sum);
}
