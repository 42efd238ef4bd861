using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Reducers;

/// <summary>Every reducer that there is, in the configurations that behave differently, by a name for test tables.</summary>
internal static class ReducerCases
{
    private static readonly Dictionary<string, ReduceSpec> Specs = new(StringComparer.Ordinal)
    {
        ["Sum"] = new() { Name = ReducerName.Sum },
        ["Count"] = new() { Name = ReducerName.Count },
        ["Min"] = new() { Name = ReducerName.Min },
        ["Max"] = new() { Name = ReducerName.Max },
        ["Mean"] = new() { Name = ReducerName.Mean },
        ["Histogram"] = new() { Name = ReducerName.Histogram, Edges = ["-1", "0", "0.1", "1e10"] },
        ["Histogram of many bins"] = new() { Name = ReducerName.Histogram, Edges = [.. Enumerable.Range(-20, 41).Select(i => $"1.5e{i}")] },
        ["TopK largest"] = new() { Name = ReducerName.TopK, K = 5, Order = TopKOrder.Largest },
        ["TopK smallest"] = new() { Name = ReducerName.TopK, K = 5, Order = TopKOrder.Smallest },
        ["None"] = new() { Name = ReducerName.None },
    };

    public static IEnumerable<string> Names => Specs.Keys;

    public static IReducer Create(string name) => ReducerCatalog.Create(Specs[name]);

    public static IReducer Create(ReducerName name) => ReducerCatalog.Create(new ReduceSpec { Name = name });

    public static string Json(this IReducer reducer, IPartial partial) => reducer.Finish(partial, ResultScale.One).Json;
}
