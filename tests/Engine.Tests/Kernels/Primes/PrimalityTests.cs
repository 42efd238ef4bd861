using System.Numerics;
using ParallelJobs.Engine.Kernels.Primes;

namespace ParallelJobs.Engine.Tests.Kernels.Primes;

public sealed class PrimalityTests
{
    [Fact]
    public void Agrees_with_trial_division()
    {
        for (var number = -10L; number < 50_000; number++)
        {
            Assert.Equal(HasNoDivisor(number), Primality.IsPrime(number));
        }
    }

    /// <summary>The first twelve primes as bases decide every number below 3.18e23 (Sorenson and Webster, Math. Comp. 86, 2017).</summary>
    [Fact]
    public void Agrees_with_the_twelve_prime_bases_on_random_numbers()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        for (var i = 0; i < 3_000; i++)
        {
            var number = random.NextInt64(1L << random.Next(20, 63)) | 1;
            Assert.True(PassesTwelveBases(number) == Primality.IsPrime(number), $"seed {Seed}: {number}");
        }
    }

    /// <summary>Strong pseudoprimes to the first 2, 3, 4, 5, 6, 7 and 9 to 11 prime bases (OEIS A014233), and products of large primes.</summary>
    [Theory]
    [InlineData(1_373_653)]
    [InlineData(25_326_001)]
    [InlineData(3_215_031_751)]
    [InlineData(2_152_302_898_747)]
    [InlineData(3_474_749_660_383)]
    [InlineData(341_550_071_728_321)]
    [InlineData(3_825_123_056_546_413_051)]
    [InlineData(3_481)]
    [InlineData(4_611_686_014_132_420_609)]
    [InlineData(9_223_371_873_002_223_329)]
    [InlineData(long.MaxValue)]
    public void Is_not_deceived(long composite) => Assert.False(Primality.IsPrime(composite));

    /// <summary>Divisors of the bases too, which as residues are 0.</summary>
    [Theory]
    [InlineData(59)]
    [InlineData(7_487)]
    [InlineData(407_521)]
    [InlineData(299_210_837)]
    [InlineData(2_147_483_647)]
    [InlineData(4_294_967_291)]
    [InlineData(2_305_843_009_213_693_951)]
    [InlineData(9_223_372_036_854_775_783)]
    public void Knows_primes(long prime) => Assert.True(Primality.IsPrime(prime));

    private static bool HasNoDivisor(long number)
    {
        for (var divisor = 2L; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return number >= 2;
    }

    private static bool PassesTwelveBases(long number)
    {
        var twos = BitOperations.TrailingZeroCount(number - 1);
        return ((int[])[2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]).All(witness => Passes(number, witness, twos));
    }

    private static bool Passes(long number, int witness, int twos)
    {
        if (number % witness == 0)
        {
            return number == witness;
        }

        var power = BigInteger.ModPow(witness, (number - 1) >> twos, number);
        var passes = power.IsOne || power == number - 1;
        for (var r = 1; r < twos && !passes; r++)
        {
            power = power * power % number;
            passes = power == number - 1;
        }

        return passes;
    }
}
