using System.Numerics;
using ParallelJobs.Engine.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers.Exact;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("9007199254740993", 9007199254740992.0, 1)]
    [InlineData("9007199254740991", 9007199254740992.0, -1)]
    [InlineData("9007199254740992", 9007199254740992.0, 0)]
    [InlineData("0", 5e-324, -1)]
    [InlineData("0", -5e-324, 1)]
    [InlineData("-1", -0.5, -1)]
    [InlineData("-1", -1.5, 1)]
    [InlineData("1", 1.5, -1)]
    [InlineData("2", 1.5, 1)]
    [InlineData("1", 1.0, 0)]
    [InlineData("0", -0.0, 0)]
    [InlineData("1", double.PositiveInfinity, -1)]
    [InlineData("-1", double.NegativeInfinity, 1)]
    public void Integers_and_doubles_compare_exactly(string integer, double value, int expected)
    {
        var (left, right) = (new ExactNumber(BigInteger.Parse(integer)), new ExactNumber(value));
        Assert.Equal(expected, left.CompareValue(right));
        Assert.Equal(-expected, right.CompareValue(left));
    }

    [Theory]
    [InlineData(51)]
    public void Random_comparisons_agree_with_whole_numbers_of_the_least_unit(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var value = RandomDoubles.Next(random);
            var near = new BigInteger(value) + random.Next(-1, 2);
            var expected = (near << Oracle.UnitBits).CompareTo(Oracle.Units(value));
            Assert.Equal(expected, new ExactNumber(near).CompareValue(new ExactNumber(value)));
        }
    }
}
