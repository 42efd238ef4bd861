using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reducers;

/// <summary>The reducers by the names that a manifest gives them.</summary>
public static class ReducerCatalog
{
    /// <summary>The reducer that <paramref name="spec"/> describes; its name has been set, from the kernel's default if need be.</summary>
    /// <exception cref="ArgumentException">The name is missing, or what a Histogram or TopK needs is missing or out of bounds.</exception>
    /// <exception cref="NotSupportedException">No reducer has the name.</exception>
    public static IReducer Create(ReduceSpec spec) => spec.Name switch
    {
        ReducerName.Sum => new SumReducer(),
        ReducerName.Count => new CountReducer(),
        ReducerName.Min => new MinReducer(),
        ReducerName.Max => new MaxReducer(),
        ReducerName.Mean => new MeanReducer(),
        ReducerName.Histogram => new HistogramReducer(
            new HistogramEdges(spec.Edges ?? throw new ArgumentException("A Histogram needs edges", nameof(spec)))),
        ReducerName.TopK => new TopKReducer(
            spec.K ?? throw new ArgumentException("A TopK needs k", nameof(spec)), spec.Order ?? TopKOrder.Largest),
        ReducerName.None => new NoneReducer(),
        null => throw new ArgumentException("The reducer has no name", nameof(spec)),
        _ => throw new NotSupportedException($"There is no reducer {spec.Name}"),
    };
}
