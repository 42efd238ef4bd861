using System.Numerics;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// Whether one number is prime: the definition that the sieve has to agree with, and the cheaper way where few numbers are asked for.
/// Exact for every 64-bit number, not probable.
/// </summary>
/// <remarks>
/// Seven strong pseudoprime tests (Miller 1976, Rabin 1980) decide every n below 2^64: Jim Sinclair's bases (2011, published at
/// miller-rabin.appspot.com), checked against the complete list of base-2 strong pseudoprimes below 2^64 by Jan Feitsma.
/// </remarks>
public static class Primality
{
    private static readonly ulong[] Bases = [2, 325, 9375, 28178, 450775, 9780504, 1795265022];

    /// <summary>Below the square of this, no divisor among <see cref="Divisors"/> means prime.</summary>
    private const ulong NextDivisor = 59;

    private static ReadOnlySpan<byte> Divisors => [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];

    /// <summary>Negative numbers, 0 and 1 are not prime.</summary>
    public static bool IsPrime(long number)
    {
        if (number < 2)
        {
            return false;
        }

        var n = (ulong)number;
        foreach (var divisor in Divisors)
        {
            if (n % divisor == 0)
            {
                return n == divisor;
            }
        }

        return n < NextDivisor * NextDivisor || PassesEveryBase(n);
    }

    /// <summary>Whether an odd number above 1 is prime, without the trial divisions that a sieve has already made.</summary>
    internal static bool PassesEveryBase(ulong n)
    {
        var modulus = new Montgomery(n);
        foreach (var witness in Bases)
        {
            if (!PassesBase(modulus, n, witness % n))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>With n - 1 = d 2^s, d odd: a^d = 1, or a^(d 2^r) = -1 for some r below s. A base divisible by n says nothing.</summary>
    private static bool PassesBase(Montgomery modulus, ulong n, ulong witness)
    {
        if (witness == 0)
        {
            return true;
        }

        var twos = BitOperations.TrailingZeroCount(n - 1);
        var power = modulus.Power(modulus.Enter(witness), (n - 1) >> twos);
        if (power == modulus.One || power == n - modulus.One)
        {
            return true;
        }

        for (var r = 1; r < twos; r++)
        {
            power = modulus.Multiply(power, power);
            if (power == n - modulus.One)
            {
                return true;
            }
        }

        return false;
    }
}
