using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Countdown;

/// <summary>Counts the steps that were really taken: a loop that the compiler had removed or cut short would show in the result.</summary>
internal sealed class CountdownLeaf(long perItem) : ILeafKernel
{
    /// <summary>Steps between two looks at the token: about a millisecond.</summary>
    private const long Slice = 1 << 22;

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken)
    {
        Int128 steps = 0;
        for (var item = 0L; item < count; item++)
        {
            for (var n = perItem; n > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var slice = Math.Min(n, Slice);
                var taken = slice - Down(slice);
                n -= taken;
                steps += taken;
            }
        }

        partial.AddMoments(IntegerMoments.OfCount(steps));
    }

    /// <summary>The loop of the lectures. Its own method, so that it keeps its register and its alignment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Down(long n)
    {
        while (n > 0)
        {
            n--;
        }

        return n;
    }
}
