using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Tests;

/// <summary>Kernels that exist for these tests alone: one of a range with every type of parameter, one of items, one with none.</summary>
internal static class TestKernels
{
    public static readonly KernelDescriptor Series = new()
    {
        Name = "series",
        Summary = "Sums a series.",
        Items = "terms",
        Revision = 3,
        Reducers = [ReducerName.Sum, ReducerName.Mean, ReducerName.Histogram, ReducerName.TopK, ReducerName.List],
        DefaultLeafSize = 1000,
        Parameters =
        [
            new() { Name = "terms", Type = KernelParameterType.Integer, Summary = "How many.", DefaultOf = range => $"{range.End - 1}", Minimum = 1, Maximum = 1L << 52 },
            new() { Name = "step", Type = KernelParameterType.Decimal, Summary = "How far.", Default = "0.5", MinimumDecimal = 0, MaximumDecimal = 1000 },
            new() { Name = "rule", Type = KernelParameterType.Choice, Summary = "Which way.", Default = "Left", Choices = ["Left", "Right"] },
            new() { Name = "pause", Type = KernelParameterType.Duration, Summary = "How long.", Default = "1ms", Minimum = 0, Maximum = 60_000_000_000 },
        ],
        Check = static request => request.Range.End - 1 > request.Arguments.Integer("terms")
            ? [new KernelProblem("range.end", $"beyond the terms, {request.Arguments.Text("terms")}", "raise parameters.terms")]
            : [],
    };

    public static readonly KernelDescriptor Lines = new()
    {
        Name = "lines",
        Summary = "Looks at lines.",
        Items = "lines of text",
        TakesItems = true,
        Revision = 1,
        Reducers = [ReducerName.List],
        DefaultLeafSize = 1,
    };

    public static readonly KernelDescriptor Primes = new()
    {
        Name = "primes",
        Summary = "Finds primes.",
        Items = "integers",
        Revision = 1,
        Reducers = [ReducerName.Count, ReducerName.Sum, ReducerName.List],
        DefaultLeafSize = 1,
    };

    public static readonly IReadOnlyList<KernelDescriptor> All = [Series, Lines, Primes];
}
