using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Reducers.Exact;

/// <summary>
/// An exact sum of doubles: a fixed-point number wide enough for every one of them, so adding and merging are integer additions and no
/// order can change a bit. NaNs and infinities are counted apart; zeros of either sign add nothing, and a zero sum is +0.
/// For one thread at a time. Nothing here allocates but the constructor and <see cref="ToBigInteger"/>.
/// </summary>
/// <remarks>
/// Source: R. M. Neal, "Fast exact summation using small and large superaccumulators" (2015). A limb stands for 32 bits but is held in
/// a signed 64-bit integer. An addition changes a limb by less than 2^32, so carries can wait for 2^30 of them. With
/// <c>_weight</c> additions since the last carry, |limb| &lt;= _weight (2^32 - 1); it is at most 2^30 between calls and 2^31 inside a
/// merge, which with the carry of a neighbour still is below 2^63.
/// </remarks>
internal sealed partial class Superaccumulator
{
    public const int MostAdditionsBeforeCarry = 1 << 30;

    private const int MantissaBits = 52;
    private const long HiddenBit = 1L << MantissaBits;
    private const int ExponentMask = 0x7FF;
    private const int DoubleUnitExponent = -1074;

    private readonly SuperaccumulatorRange _range;
    private readonly long[] _limbs;
    private readonly int _doublePosition;
    private readonly int _carryAfter;
    private long _weight;
    private NonFiniteCounts _nonFinite;

    /// <param name="range">What is added: doubles, or also products.</param>
    /// <param name="carryAfter">How many additions carries wait for, from 2; a test can see carries with less than the default.</param>
    public Superaccumulator(SuperaccumulatorRange range, int carryAfter = MostAdditionsBeforeCarry)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(carryAfter, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(carryAfter, MostAdditionsBeforeCarry);
        _range = range;
        _limbs = new long[range.Limbs];
        _doublePosition = DoubleUnitExponent - range.UnitExponent;
        _carryAfter = carryAfter;
    }

    /// <inheritdoc cref="SuperaccumulatorRange.UnitExponent"/>
    public int UnitExponent => _range.UnitExponent;

    private ref long Limbs => ref MemoryMarshal.GetArrayDataReference(_limbs);

    /// <summary>Adds a double, exactly.</summary>
    public void Add(double value)
    {
        CountAddition();
        if (!TryAdd(ref Limbs, value, _doublePosition))
        {
            _nonFinite.Add(value);
        }
    }

    /// <summary>Adds every double, exactly.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        while (!values.IsEmpty)
        {
            var batch = NextBatch(ref values);
            for (int added; (added = AddFinite(ref Limbs, batch, _doublePosition)) < batch.Length; batch = batch[(added + 1)..])
            {
                _nonFinite.Add(batch[added]);
            }
        }
    }

    /// <summary>Adds the product of two doubles, exactly: their mantissas are multiplied as integers, so nothing can underflow.</summary>
    /// <exception cref="InvalidOperationException">The range is not <see cref="SuperaccumulatorRange.Products"/>.</exception>
    public void AddProduct(double left, double right)
    {
        RequireProducts();
        CountAddition();
        if (!TryAddProduct(ref Limbs, left, right))
        {
            _nonFinite.Add(left * right);
        }
    }

    /// <summary>Adds the square of every double, exactly.</summary>
    /// <exception cref="InvalidOperationException">The range is not <see cref="SuperaccumulatorRange.Products"/>.</exception>
    public void AddSquares(ReadOnlySpan<double> values)
    {
        RequireProducts();
        while (!values.IsEmpty)
        {
            var batch = NextBatch(ref values);
            for (int added; (added = AddFiniteSquares(ref Limbs, batch)) < batch.Length; batch = batch[(added + 1)..])
            {
                _nonFinite.Add(batch[added] * batch[added]);
            }
        }
    }

    /// <summary>Adds another sum, exactly; it is left unchanged.</summary>
    public void MergeFrom(Superaccumulator other)
    {
        if (other._range != _range)
        {
            throw new ArgumentException("The sums have different ranges", nameof(other));
        }

        _nonFinite.MergeFrom(other._nonFinite);
        var sums = MemoryMarshal.Cast<long, Vector512<long>>(_limbs.AsSpan());
        var terms = MemoryMarshal.Cast<long, Vector512<long>>(other._limbs.AsSpan());
        for (var i = 0; i < sums.Length && i < terms.Length; i++)
        {
            sums[i] += terms[i];
        }

        _weight += other._weight;
        if (_weight >= _carryAfter)
        {
            Carry();
        }
    }

    /// <summary>Makes the sum that of nothing.</summary>
    public void Clear()
    {
        Array.Clear(_limbs);
        _weight = 0;
        _nonFinite = default;
    }

    private void CountAddition()
    {
        if (_weight >= _carryAfter)
        {
            Carry();
        }

        _weight++;
    }

    private void RequireProducts()
    {
        if (_range != SuperaccumulatorRange.Products)
        {
            throw new InvalidOperationException("A sum of doubles has no room for the product of two");
        }
    }

    /// <summary>Cuts off the terms that can be added before the next carry, and counts them as added.</summary>
    private ReadOnlySpan<double> NextBatch(ref ReadOnlySpan<double> values)
    {
        if (_weight >= _carryAfter)
        {
            Carry();
        }

        var batch = values[..(int)Math.Min(values.Length, _carryAfter - _weight)];
        values = values[batch.Length..];
        _weight += batch.Length;
        return batch;
    }

    /// <summary>
    /// Adds values up to the first that is not finite, and says how many. It calls nothing, so the loop is all in registers.
    /// </summary>
    private static int AddFinite(ref long limbs, ReadOnlySpan<double> values, int doublePosition)
    {
        var i = 0;
        while (i < values.Length && TryAdd(ref limbs, values[i], doublePosition))
        {
            i++;
        }

        return i;
    }

    private static int AddFiniteSquares(ref long limbs, ReadOnlySpan<double> values)
    {
        var i = 0;
        while (i < values.Length && TryAddProduct(ref limbs, values[i], values[i]))
        {
            i++;
        }

        return i;
    }

    /// <summary>
    /// A finite double is ±mantissa 2^(position - 1074), position in [0, 2045]: its 53 bits, shifted by at most 31, touch three limbs,
    /// all of them below the last, so no index is checked. The lower two take unsigned digits of the two's complement, the third the rest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAdd(ref long limbs, double value, int doublePosition)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> MantissaBits) & ExponentMask;
        if (exponent == ExponentMask)
        {
            return false;
        }

        var normal = Normal(exponent);
        var position = (uint)(exponent - normal + doublePosition);
        var shift = (int)(position & 31);
        var sign = bits >> 63;
        var mantissa = (Mantissa(bits, normal) ^ sign) - sign;
        var low = (ulong)mantissa << shift;
        ref var limb = ref Unsafe.Add(ref limbs, position >> 5);
        limb += (uint)low;
        Unsafe.Add(ref limb, 1) += (long)(low >> 32);
        Unsafe.Add(ref limb, 2) += mantissa >> 1 >> (63 - shift);
        return true;
    }

    /// <summary>
    /// The product has 106 bits and its position is the sum of the two, at most 4090: five limbs, all of them below the last.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryAddProduct(ref long limbs, double left, double right)
    {
        var leftBits = BitConverter.DoubleToInt64Bits(left);
        var rightBits = BitConverter.DoubleToInt64Bits(right);
        var leftExponent = (int)(leftBits >> MantissaBits) & ExponentMask;
        var rightExponent = (int)(rightBits >> MantissaBits) & ExponentMask;
        if (leftExponent == ExponentMask || rightExponent == ExponentMask)
        {
            return false;
        }

        var (leftNormal, rightNormal) = (Normal(leftExponent), Normal(rightExponent));
        var position = (uint)(leftExponent - leftNormal + rightExponent - rightNormal);
        var shift = (int)(position & 31);
        var sign = (leftBits ^ rightBits) >> 63;
        var upper = Math.BigMul((Mantissa(leftBits, leftNormal) ^ sign) - sign, Mantissa(rightBits, rightNormal), out var lower);
        var low = (ulong)lower << shift;
        var middle = ((ulong)upper << shift) | ((ulong)lower >> 1 >> (63 - shift));
        ref var limb = ref Unsafe.Add(ref limbs, position >> 5);
        limb += (uint)low;
        Unsafe.Add(ref limb, 1) += (long)(low >> 32);
        Unsafe.Add(ref limb, 2) += (uint)middle;
        Unsafe.Add(ref limb, 3) += (long)(middle >> 32);
        Unsafe.Add(ref limb, 4) += upper >> 1 >> (63 - shift);
        return true;
    }

    /// <summary>1 for a normal exponent. 0 for a subnormal, which has no hidden bit, and the position of the smallest normal one.</summary>
    private static int Normal(int exponent) => (exponent + ExponentMask) >> 11;

    private static long Mantissa(long bits, int normal) => (bits & (HiddenBit - 1)) | ((long)normal << MantissaBits);
}
