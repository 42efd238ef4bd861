using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>What an item is: the value of a rule on one step of the interval. Implemented by structs.</summary>
internal interface IRule
{
    /// <summary>The definition of an item.</summary>
    double Item<TFunction>(TFunction function, double index, double start, double step)
        where TFunction : struct, IIntegrand;

    Vector512<double> Items<TFunction>(TFunction function, Vector512<double> index, Vector512<double> start, Vector512<double> step)
        where TFunction : struct, IIntegrand;
}
