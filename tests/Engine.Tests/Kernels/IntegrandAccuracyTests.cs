using ParallelJobs.Engine.Kernels.Integrate;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Tests.Kernels;

public sealed class IntegrandAccuracyTests(ITestOutputHelper output)
{
    private const int Samples = 20_000;

    [Theory]
    [InlineData(-1.6, 1.6)]
    [InlineData(-100, 100)]
    [InlineData(-1048576, 1048576)]
    public void Cosine(double low, double high) => Within(1.6, new Cosine(), ExactNumber.Cos, low, high);

    [Theory]
    [InlineData(-1.6, 1.6)]
    [InlineData(-100, 100)]
    [InlineData(-1048576, 1048576)]
    [InlineData(-1e-9, 1e-9)]
    public void Sine(double low, double high) => Within(1.6, new Sine(), ExactNumber.Sin, low, high);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-708, 709.7)]
    [InlineData(-745.2, -707)]
    [InlineData(-1e-10, 1e-10)]
    public void Exponential(double low, double high) => Within(1.1, new Exponential(), ExactNumber.Exp, low, high);

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.999, 1.001)]
    [InlineData(1e-300, 1e300)]
    [InlineData(5e-324, 1e-307)]
    public void Logarithm(double low, double high) => Within(1.1, new Logarithm(), ExactNumber.Log, low, high);

    [Theory]
    [InlineData(-2, 2)]
    [InlineData(5, 26.7)]
    public void Gaussian(double low, double high) =>
        Within(1.2, new Gaussian(), x => ExactNumber.Exp(x * x * ExactNumber.Of(-1)), low, high);

    [Theory]
    [InlineData(2.7, 0.1, 10)]
    [InlineData(-2.7, 0.1, 10)]
    [InlineData(0.333, 1e-5, 1e5)]
    [InlineData(-7, 0.5, 4)]
    [InlineData(20, 1e-2, 1e2)]
    [InlineData(1e-3, 1e-3, 1e3)]
    public void Power_where_the_result_is_within_1e40(double exponent, double low, double high) =>
        Within(1.3, new Power(exponent), x => ExactNumber.Exp(ExactNumber.Of(exponent) * ExactNumber.Log(x)), low, high);

    [Theory]
    [InlineData(100, 1e-3, 1e3)]
    [InlineData(-55.5, 1e-5, 1e5)]
    [InlineData(1048576, 0.9995, 1.0005)]
    public void Power_where_the_result_is_anything(double exponent, double low, double high) =>
        Within(4, new Power(exponent), x => ExactNumber.Exp(ExactNumber.Of(exponent) * ExactNumber.Log(x)), low, high);

    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(1.5)]
    [InlineData(2.5)]
    [InlineData(-2.5)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-3)]
    public void Short_power(double exponent) =>
        Within(2.6, new ShortPower(exponent), x => ExactNumber.Exp(ExactNumber.Of(exponent) * ExactNumber.Log(x)), 0.01, 100);

    [Fact]
    public void Cosine_and_sine_keep_their_last_places_next_to_their_zeros()
    {
        for (var quarter = 1; quarter < 600_000; quarter += 1 + quarter / 50)
        {
            var x = Math.Clamp(quarter * (Math.PI / 2), -HalfTurn.Reach, HalfTurn.Reach);
            foreach (var near in new[] { Math.BitDecrement(x), x, Math.BitIncrement(x), -x })
            {
                Assert.InRange(ExactNumber.Cos(ExactNumber.Of(near)).UnitsAwayFrom(Value(new Cosine(), near)), 0, 1.6);
                Assert.InRange(ExactNumber.Sin(ExactNumber.Of(near)).UnitsAwayFrom(Value(new Sine(), near)), 0, 1.6);
            }
        }
    }

    [Fact]
    public void Special_places_have_their_values()
    {
        Assert.Equal(1, Value(new Cosine(), 0));
        Assert.Equal(0, Value(new Sine(), 0));
        Assert.Equal(1, Value(new Exponential(), 0));
        Assert.Equal(double.PositiveInfinity, Value(new Exponential(), 709.79));
        Assert.Equal(0, Value(new Exponential(), -745.2));
        Assert.Equal(0, Value(new Exponential(), -1e300));
        Assert.Equal(0, Value(new Logarithm(), 1));
        Assert.Equal(1, Value(new Gaussian(), 0));
        Assert.Equal(0, Value(new Gaussian(), 1e200));
        Assert.Equal(0, Value(new Power(2.7), 0));
        Assert.Equal(1, Value(new Power(2.7), 1));
        Assert.Equal(-128, Value(new Power(7), -2));
        Assert.Equal(1, Value(new ShortPower(0), 0));
        Assert.Equal(-8, Value(new ShortPower(3), -2));
    }

    [Fact]
    public void The_definitions_are_the_functions_of_the_library()
    {
        Assert.Equal(Math.Cos(0.7), new Cosine().Of(0.7));
        Assert.Equal(Math.Sin(0.7), new Sine().Of(0.7));
        Assert.Equal(Math.Exp(0.7), new Exponential().Of(0.7));
        Assert.Equal(Math.Log(0.7), new Logarithm().Of(0.7));
        Assert.Equal(Math.Pow(0.7, 2.7), new Power(2.7).Of(0.7));
        Assert.Equal(Math.Pow(0.7, 1.5), new ShortPower(1.5).Of(0.7));
        Assert.Equal(Math.Exp(-0.7 * 0.7), new Gaussian().Of(0.7));
        Assert.Equal(Value(new SquareRoot(), 0.7), new SquareRoot().Of(0.7));
        Assert.Equal(Value(new Reciprocal(), 0.7), new Reciprocal().Of(0.7));
    }

    private static double Value<TFunction>(TFunction function, double x)
        where TFunction : struct, IIntegrand
    {
        Span<double> values = stackalloc double[Lanes512.Count];
        function.Of(Lanes512.All(x)).Store(values);
        return values[0];
    }

    /// <summary>Evenly drawn places, and every second one drawn evenly in its exponent where the interval has one sign.</summary>
    private void Within<TFunction>(double units, TFunction function, Func<ExactNumber, ExactNumber> exact, double low, double high)
        where TFunction : struct, IIntegrand
    {
        const int Seed = 271828;
        var random = new Random(Seed);
        var (worst, worstPlace) = (0.0, 0.0);
        for (var i = 0; i < Samples; i++)
        {
            var fraction = random.NextDouble();
            var x = low > 0 && i % 2 == 0 ? low * Math.Pow(high / low, fraction) : low + (high - low) * fraction;
            x = Math.Clamp(x, low, high);
            var away = exact(ExactNumber.Of(x)).UnitsAwayFrom(Value(function, x));
            (worst, worstPlace) = away > worst ? (away, x) : (worst, worstPlace);
        }

        output.WriteLine($"{typeof(TFunction).Name} on [{low:R}, {high:R}]: {worst:F3} units at {worstPlace:R}, seed {Seed}");
        Assert.InRange(worst, 0, units);
    }
}
