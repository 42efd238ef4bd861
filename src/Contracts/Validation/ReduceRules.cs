using System.Collections.Immutable;
using System.Globalization;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Validation;

/// <summary>The reducer: one that the function can feed, with the fields that it needs and no others.</summary>
internal static class ReduceRules
{
    public static readonly ImmutableArray<Rule> All =
    [
        new(["spec.reduce.name", "spec.kernel.name"], KernelAllows),
        new(["spec.reduce"], OwnFieldsOnly),
        new(["spec.reduce.name", "spec.reduce.edges"], HistogramEdges),
        new(["spec.reduce.name", "spec.reduce.k"], TopKCount),
    ];

    private static IEnumerable<Problem> KernelAllows(RuleInput input) =>
        input.Spec.Reduce?.Name is { } reducer && input.Kernel is { } kernel && !kernel.Reducers.Contains(reducer)
            ? [new Problem(
                "spec.reduce.name",
                $"the kernel {kernel.Name} cannot feed the reducer {reducer}",
                $"write one of {Wording.List(kernel.Reducers.Select(one => $"{one}"))}")]
            : [];

    private static IEnumerable<Problem> OwnFieldsOnly(RuleInput input)
    {
        if (input.Spec.Reduce is not { Name: { } name } reduce)
        {
            return [];
        }

        (string Name, ReducerName Of, bool IsGiven)[] fields =
        [
            ("edges", ReducerName.Histogram, reduce.Edges is not null),
            ("k", ReducerName.TopK, reduce.K is not null),
            ("order", ReducerName.TopK, reduce.Order is not null),
        ];
        return fields
            .Where(field => field.IsGiven && field.Of != name)
            .Select(field => new Problem(
                $"spec.reduce.{field.Name}",
                $"is a field of {field.Of}, and the reducer is {name}",
                $"remove it or set name: {field.Of}"));
    }

    private static IEnumerable<Problem> HistogramEdges(RuleInput input)
    {
        if (input.Spec.Reduce is not { Name: ReducerName.Histogram } reduce)
        {
            yield break;
        }

        if (reduce.Edges is not { } edges)
        {
            yield return new Problem(
                "spec.reduce.edges",
                "is missing: a Histogram needs the edges of its bins",
                "add edges, such as [\"0\", \"0.5\", \"1\"]");
            yield break;
        }

        var last = double.NegativeInfinity;
        foreach (var (index, text) in edges.Index())
        {
            var edge = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (!double.IsFinite(edge))
            {
                yield return new Problem($"spec.reduce.edges[{index}]", $"{text} is beyond the largest double", "write a smaller number");
                yield break;
            }

            if (edge <= last)
            {
                yield return new Problem(
                    $"spec.reduce.edges[{index}]",
                    $"{text} is not above the edge before it, {edges[index - 1]}",
                    "write the edges in increasing order, each once");
                yield break;
            }

            last = edge;
        }
    }

    private static IEnumerable<Problem> TopKCount(RuleInput input) =>
        input.Spec.Reduce is { Name: ReducerName.TopK, K: null }
            ? [new Problem("spec.reduce.k", "is missing: a TopK needs to know how many", "add k, such as 10")]
            : [];
}
