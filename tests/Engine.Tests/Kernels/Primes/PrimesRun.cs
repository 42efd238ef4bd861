using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Kernels.Primes;

namespace ParallelJobs.Engine.Tests.Kernels.Primes;

/// <summary>Runs the kernel over a range, leaf by leaf, on one slot; and the same by the definition.</summary>
internal static class PrimesRun
{
    private static readonly PrimesKernel Kernel = new();

    public static long DefaultLeafSize => Kernel.Descriptor.DefaultLeafSize;

    public static Int128 Count(Int128 start, Int128 end, long? leafSize = null) => Over(start, end, leafSize, ReducerName.Count).Count;

    public static Int128 Sum(Int128 start, Int128 end, long? leafSize = null) => Over(start, end, leafSize, ReducerName.Sum).Sum;

    public static (Int128 Count, Int128 Sum) Both(Int128 start, Int128 end, long? leafSize = null)
    {
        var moments = Over(start, end, leafSize, ReducerName.Sum);
        return (moments.Count, moments.Sum);
    }

    public static (Int128 Count, Int128 Sum) ByDefinition(Int128 start, Int128 end)
    {
        Int128 count = 0;
        Int128 sum = 0;
        for (var number = start; number < end; number++)
        {
            if (Primality.IsPrime((long)number))
            {
                count++;
                sum += number;
            }
        }

        return (count, sum);
    }

    public static RecordedMoments Over(Int128 start, Int128 end, long? leafSize, ReducerName reducer)
    {
        var leaf = Bind(start, end, reducer);
        var size = leafSize ?? DefaultLeafSize;
        var moments = new RecordedMoments();
        for (var first = start; first < end; first += size)
        {
            leaf.Compute((long)first, (long)Int128.Min(size, end - first), moments, TestContext.Current.CancellationToken);
        }

        return moments;
    }

    public static ILeafKernel Bind(Int128 start, Int128 end, ReducerName reducer)
    {
        var range = new ItemRange(start, end);
        return Kernel.Bind(new KernelRequest(range, DefaultLeafSize, reducer, KernelArguments.Of(Kernel.Descriptor, range, [])));
    }
}
