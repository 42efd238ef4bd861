using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ParallelJobs.Engine.Kernels.MonteCarlo;

/// <summary>
/// <see cref="Philox4x32"/> for eight counters at once. A lane holds a word in its low half; the high half is left as it falls,
/// since the widening multiplication does not read it.
/// </summary>
internal static class Philox4x32Lanes
{
    /// <summary>The four words of each lane, for the counter (low word, high word, 0, 0) of the lane; high halves are undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<ulong> W0, Vector512<ulong> W1, Vector512<ulong> W2, Vector512<ulong> W3) Draw(
        Vector512<ulong> counter, uint key0, uint key1)
    {
        var w0 = counter;
        var w1 = counter >>> 32;
        var w2 = Vector512<ulong>.Zero;
        var w3 = Vector512<ulong>.Zero;
        for (var round = 0; round < Philox4x32.Rounds; round++)
        {
            var product0 = LowProduct(w0, Vector512.Create((ulong)Philox4x32.Multiplier0));
            var product1 = LowProduct(w2, Vector512.Create((ulong)Philox4x32.Multiplier1));
            w0 = (product1 >>> 32) ^ w1 ^ Vector512.Create((ulong)key0);
            w1 = product1;
            w2 = (product0 >>> 32) ^ w3 ^ Vector512.Create((ulong)key1);
            w3 = product0;
            key0 += Philox4x32.Weyl0;
            key1 += Philox4x32.Weyl1;
        }

        return (w0, w1, w2, w3);
    }

    /// <summary>The 64-bit products of the low halves of the lanes. The general multiplication of 64-bit lanes is several times slower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> LowProduct(Vector512<ulong> left, Vector512<ulong> right)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(left.AsUInt32(), right.AsUInt32());
        }

        if (Avx2.IsSupported)
        {
            return Vector512.Create(
                Avx2.Multiply(left.GetLower().AsUInt32(), right.GetLower().AsUInt32()),
                Avx2.Multiply(left.GetUpper().AsUInt32(), right.GetUpper().AsUInt32()));
        }

        var low = Vector512.Create((ulong)uint.MaxValue);
        return (left & low) * (right & low);
    }
}
