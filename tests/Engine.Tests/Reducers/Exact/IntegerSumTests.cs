using System.Numerics;
using ParallelJobs.Engine.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers.Exact;

public sealed class IntegerSumTests
{
    [Theory]
    [InlineData(61)]
    public void Sums_past_128_bits_stay_exact(int seed)
    {
        var random = new Random(seed);
        var sum = default(IntegerSum);
        var other = default(IntegerSum);
        var expected = BigInteger.Zero;
        for (var round = 0; round < 1000; round++)
        {
            Int128 term = random.Next(4) switch
            {
                0 => Int128.MaxValue,
                1 => Int128.MinValue,
                _ => random.NextInt64(long.MinValue, long.MaxValue),
            };
            var large = (BigInteger)random.Next(-5, 6) << random.Next(300);
            sum.Add(term);
            other.Add(large);
            expected += (BigInteger)term + large;
            if (random.Next(10) == 0)
            {
                sum.MergeFrom(other);
                other = default;
            }
        }

        sum.MergeFrom(other);
        Assert.Equal(expected, sum.Value);
    }
}
