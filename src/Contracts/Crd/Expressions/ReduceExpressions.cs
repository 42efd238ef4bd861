using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>The reducer has the fields that it needs and no others.</summary>
internal static class ReduceExpressions
{
    private const string Path = "spec.reduce";

    public static readonly ImmutableArray<CrdRule> All =
    [
        Of("edges", "Histogram"),
        Of("k", "TopK"),
        Of("order", "TopK"),
        new(
            Path,
            "self.name != 'Histogram' || has(self.edges)",
            "spec.reduce.edges is missing: a Histogram needs the edges of its bins, such as [\"0\", \"0.5\", \"1\"]"),
        new(
            Path,
            "self.name != 'TopK' || has(self.k)",
            "spec.reduce.k is missing: a TopK needs to know how many, such as 10"),

        // That no two are the same number would take a comparison of each with each.
        new(
            "spec.reduce.edges",
            "self.map(edge, double(edge)).isSorted()",
            "spec.reduce.edges: write the edges in increasing order, each once"),
    ];

    private static CrdRule Of(string field, string reducer) => new(
        Path,
        $"!has(self.{field}) || self.name == '{reducer}'",
        $"spec.reduce.{field} is a field of {reducer}: remove it or set name: {reducer}");
}
