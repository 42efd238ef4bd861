using System.Runtime.CompilerServices;
using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>The values of a rule and a function on the steps of a grid. The compiler makes these loops anew for each of them.</summary>
internal readonly struct StepSummand<TFunction, TRule>(TFunction function, TRule rule, IntegrationGrid grid) : ISummand
    where TFunction : struct, IIntegrand
    where TRule : struct, IRule
{
    private readonly TFunction _function = function;
    private readonly TRule _rule = rule;
    private readonly double _start = grid.Start;
    private readonly double _step = grid.Step;

    public static int ItemsPerTurn => LeafSum.Lanes;

    /// <summary>The definition of an item, and the oracle of the vector path.</summary>
    public double Item(long item) => _rule.Item(_function, item + _rule.Place, _start, _step);

    /// <remarks>It calls nothing that is not inlined: no vector register outlives a call, so one call would send all to memory.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TLanes Sum<TLanes>(long first, int turns)
        where TLanes : struct, ILanes<TLanes>
    {
        var (function, rule) = (_function, _rule);
        var start = TLanes.All(_start);
        var step = TLanes.All(_step);
        var place = FirstPlaces<TLanes>(first);
        var sum = TLanes.All(0);
        for (; turns > 0; turns--)
        {
            sum += rule.Items(function, place, start, step);
            place += TLanes.All(LeafSum.Lanes);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TLanes SumOfRest<TLanes>(long first, int left)
        where TLanes : struct, ILanes<TLanes>
    {
        var items = _rule.Items(_function, FirstPlaces<TLanes>(first), TLanes.All(_start), TLanes.All(_step));
        return TLanes.WhereLess(TLanes.Load(LeafSum.Numbers), TLanes.All(left), items, TLanes.All(0));
    }

    /// <summary>
    /// The items from <paramref name="first"/> on, as many as fit into <paramref name="values"/>, whose length is a multiple of 32.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write<TLanes>(long first, Span<double> values)
        where TLanes : struct, ILanes<TLanes>
    {
        var (function, rule) = (_function, _rule);
        var start = TLanes.All(_start);
        var step = TLanes.All(_step);
        var place = FirstPlaces<TLanes>(first);
        for (var done = 0; done < values.Length; done += TLanes.Count)
        {
            rule.Items(function, place, start, step).Store(values[done..]);
            place += TLanes.All(TLanes.Count);
        }
    }

    /// <summary>Exact: items are below 2^52.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes FirstPlaces<TLanes>(long first)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.All(first) + (TLanes.Load(LeafSum.Numbers) + TLanes.All(_rule.Place));
}
