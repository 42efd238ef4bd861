using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels;

/// <summary>
/// Adds the eight lanes of a vector by one fixed tree. The library's own sum of a vector leaves the order open, and with it the last
/// bit, so the tree is written out.
/// </summary>
internal static class LaneSum
{
    public static double Of(Vector512<double> lanes) =>
        ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}
