using ParallelJobs.Engine.Kernels.Lanes;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// A function of one variable. Implemented by structs, so that the compiler writes the loop anew for each.
/// </summary>
internal interface IIntegrand
{
    /// <summary>
    /// The definition, and the oracle of the vector path. It may call the C library, whose last bits differ from system to system:
    /// it never enters a result.
    /// </summary>
    double Of(double x);

    /// <summary>
    /// The function of each lane by itself: the bits of a lane do not depend on the others, nor on the width of the registers. Lanes
    /// outside the domain may hold anything.
    /// </summary>
    TLanes Of<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>;
}
