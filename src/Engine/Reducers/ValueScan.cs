using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Reducers;

/// <summary>Searches of a block of observations that Min, Max and TopK share, 8 at a time. They select and never round.</summary>
internal static class ValueScan
{
    private const int Lanes = 8;

    /// <summary>
    /// The greatest of the values with their bits flipped by <paramref name="flip"/> (0.0, or -0.0 for the least of the values),
    /// flipped back; false if there is a NaN. Which of the two zeros it is, is not defined.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryBest(ReadOnlySpan<double> values, double flip, out double best)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var sign = Vector512.Create(flip);
        var best0 = Vector512.Create(double.NegativeInfinity);
        var (best1, best2, best3) = (best0, best0, best0);
        var numbers = Vector512<double>.AllBitsSet;
        var i = 0;
        for (; i <= values.Length - (4 * Lanes); i += 4 * Lanes)
        {
            var x0 = Vector512.LoadUnsafe(ref first, (nuint)i);
            var x1 = Vector512.LoadUnsafe(ref first, (nuint)i + Lanes);
            var x2 = Vector512.LoadUnsafe(ref first, (nuint)i + (2 * Lanes));
            var x3 = Vector512.LoadUnsafe(ref first, (nuint)i + (3 * Lanes));
            numbers &= Vector512.Equals(x0, x0) & Vector512.Equals(x1, x1) & Vector512.Equals(x2, x2) & Vector512.Equals(x3, x3);
            best0 = Vector512.MaxNative(best0, x0 ^ sign);
            best1 = Vector512.MaxNative(best1, x1 ^ sign);
            best2 = Vector512.MaxNative(best2, x2 ^ sign);
            best3 = Vector512.MaxNative(best3, x3 ^ sign);
        }

        best0 = Vector512.MaxNative(Vector512.MaxNative(best0, best1), Vector512.MaxNative(best2, best3));
        var (top, hasNaN) = (double.NegativeInfinity, !Vector512.EqualsAll(numbers.AsInt64(), Vector512<long>.AllBitsSet));
        for (var lane = 0; lane < Lanes; lane++)
        {
            top = best0[lane] > top ? best0[lane] : top;
        }

        for (; i < values.Length; i++)
        {
            var value = Flipped(values[i], flip);
            hasNaN |= double.IsNaN(value);
            top = value > top ? value : top;
        }

        best = Flipped(top, flip);
        return !hasNaN;
    }

    /// <summary>The index of the first value that equals <paramref name="sought"/>, which is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOf(ReadOnlySpan<double> values, double sought)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var pattern = Vector512.Create(sought);
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var hits = Vector512.Equals(Vector512.LoadUnsafe(ref first, (nuint)i), pattern).ExtractMostSignificantBits();
            if (hits != 0)
            {
                return i + BitOperations.TrailingZeroCount(hits);
            }
        }

        return i + values[i..].IndexOf(sought);
    }

    /// <summary>
    /// Which of the 8 values at the index, flipped, are not below the (flipped) threshold, one bit each. NaN is not below.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NotBelow(ref double values, nuint index, double flip, double threshold)
    {
        var flipped = Vector512.LoadUnsafe(ref values, index) ^ Vector512.Create(flip);
        return (~Vector512.LessThan(flipped, Vector512.Create(threshold))).ExtractMostSignificantBits();
    }

    public static double Flipped(double value, double flip) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) ^ BitConverter.DoubleToInt64Bits(flip));
}
