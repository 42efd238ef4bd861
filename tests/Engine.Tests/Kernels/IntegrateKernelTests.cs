using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Kernels.Integrate;
using ParallelJobs.Engine.Kernels.Lanes;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.KernelBits;

namespace ParallelJobs.Engine.Tests.Kernels;

public sealed class IntegrateKernelTests
{
    /// <summary>Function and interval, the integral known from elsewhere, and |f''| at its largest.</summary>
    public static TheoryData<string, double, double> Integrals => new()
    {
        { "function=cos a=0 b=1.5707963267948966", 1, 1 },
        { "function=cos a=-100 b=1000", Math.Sin(1000) + Math.Sin(100), 1 },
        { "function=cos a=1 b=0", -Math.Sin(1), 1 },
        { "function=sin a=0 b=3.141592653589793", 2, 1 },
        { "function=exp a=-3 b=1", Math.E - Math.Exp(-3), Math.E },
        { "function=log a=1 b=2.718281828459045", 1, 1 },
        { "function=sqrt a=1 b=4", 14.0 / 3, 0.25 },
        { "function=reciprocal a=1 b=2", 0.6931471805599453, 2 },
        { "function=reciprocal a=-2 b=-1", -0.6931471805599453, 2 },
        { "function=power exponent=2 a=0 b=3", 9, 2 },
        { "function=power exponent=3 a=-1 b=2", 3.75, 12 },
        { "function=power exponent=-1.5 a=1 b=4", 1, 3.75 },
        { "function=power exponent=2.5 a=1 b=4", 254.0 / 7, 7.5 },
        { "function=power exponent=0.3 a=1 b=2", (Math.Pow(2, 1.3) - 1) / 1.3, 0.21 },
        { "function=power exponent=-7 a=-2 b=-1", -0.1640625, 56 },
        { "function=gaussian a=-6 b=6", 1.7724538509055160, 2 },
    };

    [Theory]
    [MemberData(nameof(Integrals))]
    public void The_midpoint_rule_gives_the_integral_within_its_own_error(string parameters, double integral, double curvature)
    {
        const int Steps = 300_007;
        var (result, width) = Integrate(parameters, "Midpoint", Steps);

        var rule = Math.Pow(width / Steps, 2) * width / 24 * curvature;
        Assert.InRange(result - integral, -rule - Tolerance(integral, width), rule + Tolerance(integral, width));
    }

    [Theory]
    [MemberData(nameof(Integrals))]
    public void Simpsons_rule_gives_the_integral(string parameters, double integral, double curvature)
    {
        Assert.True(curvature > 0);
        var (result, width) = Integrate(parameters, "Simpson", 300_007);

        Assert.InRange(result - integral, -Tolerance(integral, width), Tolerance(integral, width));
    }

    [Theory]
    [InlineData(-3, 1000)]
    [InlineData(-1048576, 1048576)]
    public void Circular_functions_and_powers_have_the_bits_of_every_width(double a, double b)
    {
        var grid = new IntegrationGrid(a, b, 1_000_003);
        SameBits(new StepSummand<Cosine, SimpsonRule>(default, default, grid));
        SameBits(new StepSummand<Sine, PointRule>(default, new PointRule(0), grid));
        SameBits(new StepSummand<Gaussian, PointRule>(default, new PointRule(0.5), grid));
        SameBits(new StepSummand<Power, PointRule>(new Power(5), new PointRule(0.5), grid));
        SameBits(new StepSummand<ShortPower, PointRule>(new ShortPower(-3), new PointRule(0.5), grid));
    }

    [Fact]
    public void Exponentials_logarithms_and_roots_have_the_bits_of_every_width()
    {
        var grid = new IntegrationGrid(1e-3, 700, 1_000_003);
        SameBits(new StepSummand<Exponential, PointRule>(default, new PointRule(0.5), grid));
        SameBits(new StepSummand<Logarithm, PointRule>(default, new PointRule(0.5), grid));
        SameBits(new StepSummand<SquareRoot, SimpsonRule>(default, default, grid));
        SameBits(new StepSummand<Reciprocal, PointRule>(default, new PointRule(0.5), grid));
        SameBits(new StepSummand<Power, PointRule>(new Power(-2.7), new PointRule(0.5), grid));
        SameBits(new StepSummand<ShortPower, SimpsonRule>(new ShortPower(-2.5), default, grid));
    }

    [Theory]
    [InlineData("Left")]
    [InlineData("Midpoint")]
    [InlineData("Simpson")]
    public void The_values_that_are_observed_are_those_that_are_summed(string rule)
    {
        const int Count = 3001;
        var job = Job("function=cos a=-2 b=5", rule, 1_000_003);
        var values = (job with { Reducer = ReducerName.TopK }).Compute(900_000, Count).Observations;
        var sum = job.Compute(900_000, Count).Sums.Single();

        Assert.Equal(Enumerable.Range(900_000, Count).Select(item => (long)item), values.Select(one => one.Item));
        Assert.InRange((double)values.Sum(one => (decimal)one.Value) - sum, -1e-10, 1e-10);
        var definition = new StepSummand<Cosine, SimpsonRule>(default, default, IntegrationGrid.Of(job.Request.Arguments));
        if (rule == "Simpson")
        {
            Assert.All(values, one => Assert.InRange(one.Value - definition.Item(one.Item), -4e-16, 4e-16));
        }
    }

    [Fact]
    public void An_item_has_the_same_value_in_whatever_leaf_it_is()
    {
        var job = Job("function=exp a=-20 b=20", "Midpoint", 100_000) with { Reducer = ReducerName.Max };
        var all = job.Compute(0, 5000).Observations;

        Assert.Equal(all.Skip(1234).Take(777), job.Compute(1234, 777).Observations);
    }

    [Fact]
    public void Items_at_the_end_of_two_to_the_52_steps_are_where_they_belong()
    {
        const long Steps = 1L << 52;
        var job = new KernelJob("integrate", 0, Steps, "function=power", "exponent=1", "a=0", "b=1") { Reducer = ReducerName.Max };

        var last = job.Compute(Steps - 2, 2).Observations;
        Assert.Equal([1 - 1.5 / Steps, 1 - 0.5 / Steps], last.Select(one => one.Value));
    }

    [Theory]
    [InlineData("0", "1", 3)]
    [InlineData("0.1", "0.3", 1000)]
    [InlineData("-5e-324", "1e300", 7)]
    [InlineData("2", "-3", 10)]
    [InlineData("0", "0", 10)]
    public void The_scale_is_the_exact_width_of_a_step_and_one_for_single_values(string a, string b, long steps)
    {
        var job = new KernelJob("integrate", 0, steps, $"a={a}", $"b={b}");
        var scale = job.Bind().Scale;

        var width = Whole(double.Parse(b)) - Whole(double.Parse(a));
        Assert.Equal(width * scale.Denominator, scale.Numerator * steps * BigInteger.Pow(2, 1074));
        Assert.True(scale.Denominator > 0);
        Assert.Equal(ResultScale.One, (job with { Reducer = ReducerName.Mean }).Bind().Scale);
    }

    [Theory]
    [InlineData("function=cos a=-1048576 b=1048576", null)]
    [InlineData("function=cos a=0 b=1048580 rule=Simpson", "cos needs x from -2^20 to 2^20")]
    [InlineData("function=sin a=-2e6 b=0", "sin needs x from -2^20 to 2^20")]
    [InlineData("function=exp a=0 b=710 rule=Simpson", "exp needs x of at most 709.78")]
    [InlineData("function=exp a=-1e9 b=709", null)]
    [InlineData("function=log a=0 b=1 rule=Midpoint", null)]
    [InlineData("function=log a=0 b=1 rule=Left", "log needs x greater than 0")]
    [InlineData("function=log a=1 b=0 rule=Simpson", "log needs x greater than 0")]
    [InlineData("function=sqrt a=0 b=1 rule=Left", null)]
    [InlineData("function=sqrt a=-1 b=1", "sqrt needs x of at least 0")]
    [InlineData("function=reciprocal a=-1 b=1", "reciprocal needs an interval without 0")]
    [InlineData("function=reciprocal a=0 b=1 rule=Left", "reciprocal needs an interval without 0")]
    [InlineData("function=power exponent=2 a=-1 b=1", null)]
    [InlineData("function=power exponent=2.5 a=-1 b=1", "power needs x of at least 0")]
    [InlineData("function=power exponent=-2 a=-1 b=1", "power needs an interval without 0")]
    [InlineData("function=power exponent=-0.5 a=0 b=1", null)]
    [InlineData("function=gaussian a=-1e300 b=1e300", null)]
    [InlineData("function=gaussian a=-1e308 b=1e308", "b - a is not a finite double")]
    public void An_interval_outside_the_domain_is_a_problem(string parameters, string? message)
    {
        var problems = new KernelJob("integrate", 0, 1000, parameters.Split(' ')).Problems();

        Assert.StartsWith(message ?? "", problems.SingleOrDefault()?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(message is null, problems.Count == 0);
    }

    [Theory]
    [InlineData(-1, 10, "10")]
    [InlineData(0, 11, "10")]
    public void A_range_beyond_the_steps_is_a_problem(long start, long end, string steps) =>
        Assert.Equal("range", new KernelJob("integrate", start, end, $"steps={steps}").Problems().Single().Field);

    [Fact]
    public void The_steps_are_by_default_the_length_and_at_most_two_to_the_52()
    {
        Assert.Equal(77, new KernelJob("integrate", 0, 77).Request.Arguments.Integer("steps"));
        Assert.Empty(new KernelJob("integrate", 0, 1L << 52).Problems());
        Assert.Single(new KernelJob("integrate", 0, (1L << 52) + 1).Problems());
    }

    [Theory]
    [InlineData(ReducerName.Sum)]
    [InlineData(ReducerName.Max)]
    public void A_cancelled_leaf_enters_nothing(ReducerName reducer)
    {
        var partial = new RecordingPartial();
        var leaf = (new KernelJob("integrate", 0, 1 << 18) { Reducer = reducer }).Bind();

        Assert.Throws<OperationCanceledException>(() => leaf.Compute(0, 1 << 18, partial, new CancellationToken(canceled: true)));
        Assert.True(partial.IsEmpty);
    }

    private static double Tolerance(double integral, double width) => 1e-14 * (Math.Abs(integral) + width);

    private static KernelJob Job(string parameters, string rule, long steps) =>
        new("integrate", 0, steps, [.. parameters.Split(' '), $"rule={rule}"]);

    private static (double Result, double Width) Integrate(string parameters, string rule, long steps)
    {
        var job = Job(parameters, rule, steps);
        Assert.Empty(job.Problems());
        var scale = job.Bind().Scale;
        var sum = job.Compute(0, steps / 2).Sums.Single() + job.Compute(steps / 2, steps - steps / 2).Sums.Single();
        var step = Math.Exp(BigInteger.Log(BigInteger.Abs(scale.Numerator)) - BigInteger.Log(scale.Denominator));
        var grid = IntegrationGrid.Of(job.Request.Arguments);
        Assert.InRange(step / Math.Abs(grid.Step), 1 - 1e-12, 1 + 1e-12);
        return (sum * grid.Step, Math.Abs(grid.End - grid.Start));
    }

    private static void SameBits<TFunction, TRule>(StepSummand<TFunction, TRule> steps)
        where TFunction : struct, IIntegrand
        where TRule : struct, IRule
    {
        foreach (var (first, count) in new[] { (0L, 1L), (0, 31), (5, 32), (1, 40_001), (1_000_003 - 999, 999) })
        {
            var narrow = LeafSum.Of<StepSummand<TFunction, TRule>, Lanes128>(steps, first, count, CancellationToken.None);
            var middle = LeafSum.Of<StepSummand<TFunction, TRule>, Lanes256>(steps, first, count, CancellationToken.None);
            var wide = LeafSum.Of<StepSummand<TFunction, TRule>, Lanes512>(steps, first, count, CancellationToken.None);
            Assert.Equal(BitConverter.DoubleToInt64Bits(narrow), BitConverter.DoubleToInt64Bits(middle));
            Assert.Equal(BitConverter.DoubleToInt64Bits(narrow), BitConverter.DoubleToInt64Bits(wide));

            var (definition, size) = (0.0, 0.0);
            for (var item = first; item < first + count; item++)
            {
                definition += steps.Item(item);
                size += Math.Abs(steps.Item(item));
            }

            Assert.InRange(Math.Abs(narrow - definition), 0, 1e-12 * size);
        }
    }

    /// <summary>A double as a whole number of 2^-1074.</summary>
    private static BigInteger Whole(double value)
    {
        var number = ExactNumber.Of(value);
        return number.Mantissa << (number.Exponent + 1074) >> 256;
    }
}
