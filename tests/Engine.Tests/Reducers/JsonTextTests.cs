using System.Numerics;
using System.Text.Json;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Tests.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData(Math.PI, "3.141592653589793")]
    [InlineData(1e20, "1E+20")]
    [InlineData(1e-7, "1E-07")]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    public void Doubles_are_their_shortest_decimal_or_a_string(double value, string expected) => Assert.Equal(expected, JsonText.Of(value));

    [Theory]
    [InlineData(701)]
    public void Every_number_is_JSON_and_comes_back_as_it_was(int seed)
    {
        foreach (var value in RandomDoubles.Many(new Random(seed), 1000))
        {
            using var document = JsonDocument.Parse(JsonText.Of(value));
            Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(document.RootElement.GetDouble()));
        }

        Assert.Equal("1" + new string('0', 100), JsonText.Of(BigInteger.Pow(10, 100)));
    }

    [Fact]
    public void Every_result_is_JSON()
    {
        foreach (var name in ReducerCases.Names)
        {
            var reducer = ReducerCases.Create(name);
            var partial = reducer.NewPartial();
            using var nothing = JsonDocument.Parse(reducer.Json(partial));
            partial.Observe(0, [1.5, double.NaN, -1e-300, double.PositiveInfinity]);
            using var some = JsonDocument.Parse(reducer.Json(partial));
            Assert.NotEqual(JsonValueKind.Undefined, some.RootElement.ValueKind);
        }
    }
}
