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
        _squareOfRadix = (ulong)((UInt128)One * One % modulus);
    }

    /// <summary>2^64 modulo the modulus: the residue of 1.</summary>
    public ulong One { get; }

    public ulong Enter(ulong value) => Multiply(value, _squareOfRadix);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Multiply(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        var reduced = Math.BigMul(unchecked(low * _inverse), _modulus, out _);
        return high >= reduced ? high - reduced : high - reduced + _modulus;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Power(ulong residue, ulong exponent)
    {
        var power = residue;
        for (var bit = BitOperations.Log2(exponent) - 1; bit >= 0; bit--)
        {
            power = Multiply(power, power);
            power = (exponent >> bit & 1) == 0 ? power : Multiply(power, residue);
        }

        return power;
    }

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
