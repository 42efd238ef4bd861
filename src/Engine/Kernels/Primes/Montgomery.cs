using System.Numerics;
using System.Runtime.CompilerServices;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// Arithmetic modulo an odd number below 2^63 on residues multiplied by 2^64, which needs no division (P. L. Montgomery, "Modular
/// Multiplication Without Trial Division", Math. Comp. 44, 1985). Residues are kept below the modulus, so they are comparable.
/// </summary>
internal readonly struct Montgomery
{
    private readonly ulong _modulus;
    private readonly ulong _inverse;
    private readonly ulong _squareOfRadix;

    public Montgomery(ulong modulus)
    {
        _modulus = modulus;
        _inverse = InverseOf(modulus);
        One = unchecked(0UL - modulus) % modulus;
        _squareOfRadix = Double(One);
        for (var doublings = 1; doublings < 64; doublings *= 2)
        {
            _squareOfRadix = Multiply(_squareOfRadix, _squareOfRadix);
        }
    }

    /// <summary>2^64 modulo the modulus: the residue of 1.</summary>
    public ulong One { get; }

    public ulong Enter(ulong value) => Multiply(value, _squareOfRadix);

    /// <summary>
    /// Both high halves are below 2^63, so the sign of their difference says whether the modulus has to be added: a comparison would be
    /// a branch that no processor can predict.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Multiply(ulong a, ulong b)
    {
        var factor = unchecked(a * b * _inverse);
        var difference = unchecked(Math.BigMul(a, b, out _) - Math.BigMul(factor, _modulus, out _));
        return unchecked(difference + (_modulus & (ulong)((long)difference >> 63)));
    }

    /// <summary>Two bits of the exponent at a time, without a branch that depends on them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Power(ulong residue, ulong exponent)
    {
        var square = Multiply(residue, residue);
        ReadOnlySpan<ulong> powers = [One, residue, square, Multiply(square, residue)];
        var bit = BitOperations.Log2(exponent) & ~1;
        var power = powers[(int)(exponent >> bit)];
        while (bit > 0)
        {
            bit -= 2;
            power = Multiply(power, power);
            power = Multiply(power, power);
            power = Multiply(power, powers[(int)(exponent >> bit) & 3]);
        }

        return power;
    }

    private ulong Double(ulong residue) => residue >= _modulus - residue ? residue - (_modulus - residue) : residue + residue;

    /// <summary>The inverse modulo 2^64 by Newton's iteration: n is its own inverse to 3 bits, and each step doubles them.</summary>
    private static ulong InverseOf(ulong n)
    {
        var inverse = n;
        for (var bits = 3; bits < 64; bits *= 2)
        {
            inverse = unchecked(inverse * (2 - (n * inverse)));
        }

        return inverse;
    }
}
