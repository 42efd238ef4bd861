using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// The integral of a function over [a,b] in equal steps: item i is the value of the rule on step i, and the sum times the width of a
/// step is the integral. The other reducers look at the same values one by one.
/// </summary>
public sealed class IntegrateKernel : IKernel
{
    /// <summary>Up to here the middle of every step is a double when counted in steps.</summary>
    private const long MostSteps = 1L << 52;

    public KernelDescriptor Descriptor { get; } = new()
    {
        Name = "integrate",
        Summary = "The integral of a function over [a,b] by equal steps.",
        Items = "steps 0..n-1 of the interval",
        Revision = 1,
        Parameters =
        [
            Choice("function", "What is integrated.", "cos", "sin", "exp", "log", "sqrt", "reciprocal", "power", "gaussian"),
            Decimal("exponent", "The p of function power, x^p.", "2") with { MinimumDecimal = -1048576, MaximumDecimal = 1048576 },
            Decimal("a", "Where the interval begins.", "0"),
            Decimal("b", "Where it ends; it may lie below a.", "1"),
            new()
            {
                Name = "steps",
                Type = KernelParameterType.Integer,
                Summary = "How many steps the whole interval has; the range may be a part of them.",
                DefaultSummary = "the range's length",
                DefaultOf = range => Int128.Max(range.Length, 1).ToString(),
                Minimum = 1,
                Maximum = MostSteps,
            },
            Choice("rule", "Where on a step the function is looked at.", "Midpoint", "Left", "Simpson"),
        ],
        Reducers =
        [
            ReducerName.Sum, ReducerName.Mean, ReducerName.Min, ReducerName.Max, ReducerName.Histogram, ReducerName.TopK,
        ],
        DefaultLeafSize = 1 << 18,
        Check = Check,
    };

    public ILeafKernel Bind(KernelRequest request)
    {
        HardwareRequirement.DemandFusedMultiplyAdd(Descriptor.Name);
        var exponent = request.Arguments.Decimal("exponent");
        return request.Arguments.Text("function") switch
        {
            "cos" => Bind(request, new Cosine()),
            "sin" => Bind(request, new Sine()),
            "exp" => Bind(request, new Exponential()),
            "log" => Bind(request, new Logarithm()),
            "sqrt" => Bind(request, new SquareRoot()),
            "reciprocal" => Bind(request, new Reciprocal()),
            "power" => ShortPower.Takes(exponent) ? Bind(request, new ShortPower(exponent)) : Bind(request, new Power(exponent)),
            "gaussian" => Bind(request, new Gaussian()),
            var other => throw new ArgumentException($"there is no function '{other}'", nameof(request)),
        };
    }

    private static ILeafKernel Bind<TFunction>(KernelRequest request, TFunction function)
        where TFunction : struct, IIntegrand =>
        request.Arguments.Text("rule") switch
        {
            "Midpoint" => Bind(request, function, new PointRule(0.5)),
            "Left" => Bind(request, function, new PointRule(0)),
            "Simpson" => Bind(request, function, new SimpsonRule()),
            var other => throw new ArgumentException($"there is no rule '{other}'", nameof(request)),
        };

    private static ILeafKernel Bind<TFunction, TRule>(KernelRequest request, TFunction function, TRule rule)
        where TFunction : struct, IIntegrand
        where TRule : struct, IRule
    {
        var grid = IntegrationGrid.Of(request.Arguments);
        var steps = new StepSummand<TFunction, TRule>(function, rule, grid);
        return request.Reducer == ReducerName.Sum
            ? new IntegralLeaf<TFunction, TRule>(steps, grid)
            : new ValuesLeaf<TFunction, TRule>(steps);
    }

    private static IEnumerable<KernelProblem> Check(KernelRequest request)
    {
        var arguments = request.Arguments;
        var steps = arguments.Integer("steps");
        if (steps > MostSteps || request.Range.Start < 0 || request.Range.End > steps)
        {
            return
            [
                new KernelProblem(
                    "range",
                    $"items {request.Range} are not all among the {steps} steps, which are numbered from 0 and are at most 2^52",
                    $"use a start of at least 0 and an end of at most {Int128.Min(steps, MostSteps)}, or more steps"),
            ];
        }

        var grid = IntegrationGrid.Of(arguments);
        if (!double.IsFinite(grid.Step))
        {
            return [new KernelProblem("parameters[b]", "b - a is not a finite double", "use an interval shorter than 1.79e308")];
        }

        var (first, last) = arguments.Text("rule") switch
        {
            "Left" => (0.0, -1.0),
            "Midpoint" => (0.5, -0.5),
            _ => (0.0, 0.0),
        };
        var begin = grid.At((double)(long)request.Range.Start + first);
        var end = grid.At((double)(long)request.Range.End + last);
        var fault = IntegrationDomain.Fault(
            arguments.Text("function"), arguments.Decimal("exponent"), Math.Min(begin, end), Math.Max(begin, end));
        return fault is null ? [] : [new KernelProblem("parameters[a]", fault, "change a and b, or the function")];
    }

    private static KernelParameter Choice(string name, string summary, params string[] choices) => new()
    {
        Name = name,
        Type = KernelParameterType.Choice,
        Summary = summary,
        Default = choices[0],
        Choices = [.. choices],
    };

    private static KernelParameter Decimal(string name, string summary, string standard) => new()
    {
        Name = name,
        Type = KernelParameterType.Decimal,
        Summary = summary,
        Default = standard,
    };
}
