using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ParallelJobs.Engine.Kernels.MonteCarlo;

/// <summary>
/// <see cref="Philox4x32"/> for eight counters at once. A lane holds a word in its low half; the high half is left as it falls,
/// since the widening multiplication does not read it.
/// </summary>
internal readonly record struct Philox4x32Lanes(
    Vector512<ulong> W0, Vector512<ulong> W1, Vector512<ulong> W2, Vector512<ulong> W3)
{
    /// <summary>The four words of each lane, for the counter (low word, high word, 0, 0) of the lane; high halves are undefined.</summary>
    /// <remarks>
    /// The rounds are written out: a loop of ten ends in a mispredicted branch, which keeps the processor from beginning the next
    /// draw while this one waits for its multiplications (measured: three times slower).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Philox4x32Lanes Draw(Vector512<ulong> counter, Vector512<ulong> key0, Vector512<ulong> key1)
    {
        var weyl0 = Vector512.Create((ulong)Philox4x32.Weyl0);
        var weyl1 = Vector512.Create((ulong)Philox4x32.Weyl1);
        var words = new Philox4x32Lanes(counter, counter >>> 32, Vector512<ulong>.Zero, Vector512<ulong>.Zero).Round(key0, key1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        words = words.Round(key0 += weyl0, key1 += weyl1);
        return words.Round(key0 + weyl0, key1 + weyl1);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Philox4x32Lanes Round(Vector512<ulong> key0, Vector512<ulong> key1)
    {
        var product0 = LowProduct(W0, Vector512.Create((ulong)Philox4x32.Multiplier0));
        var product1 = LowProduct(W2, Vector512.Create((ulong)Philox4x32.Multiplier1));
        return new((product1 >>> 32) ^ W1 ^ key0, product1, (product0 >>> 32) ^ W3 ^ key1, product0);
    }
}
