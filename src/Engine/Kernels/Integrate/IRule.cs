using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>What an item is: the value of a rule on one step of the interval. Implemented by structs.</summary>
internal interface IRule
{
    /// <summary>Where on step 0 the rule looks first: what the loops add to a number of steps once, outside.</summary>
    double Place { get; }

    /// <summary>The definition of an item whose place is given in steps.</summary>
    double Item<TFunction>(TFunction function, double place, double start, double step)
        where TFunction : struct, IIntegrand;

    Vector512<double> Items<TFunction>(TFunction function, Vector512<double> place, Vector512<double> start, Vector512<double> step)
        where TFunction : struct, IIntegrand;
}
