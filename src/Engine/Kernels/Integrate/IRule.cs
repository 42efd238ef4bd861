using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>What an item is: the value of a rule on one step of the interval. Implemented by structs.</summary>
internal interface IRule
{
    /// <summary>Where on step 0 the rule looks first: what the loops add to a number of steps once, outside.</summary>
    double Place { get; }

    /// <summary>The definition of an item whose place is given in steps.</summary>
    double Item<TFunction>(TFunction function, double place, double start, double step)
        where TFunction : struct, IIntegrand;

    /// <summary>The items at these places, lane by lane.</summary>
    TLanes Items<TFunction, TLanes>(TFunction function, TLanes place, TLanes start, TLanes step)
        where TFunction : struct, IIntegrand
        where TLanes : struct, ILanes<TLanes>;
}
