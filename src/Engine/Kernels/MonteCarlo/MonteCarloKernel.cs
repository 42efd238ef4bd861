using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Kernels.MonteCarlo;

/// <summary>
/// Pi by throwing darts at the unit square: a dart inside the quarter circle is worth 4, one outside 0, and their mean tends to pi
/// with a standard error of 1.64 / sqrt(darts).
/// </summary>
public sealed class MonteCarloKernel : IKernel
{
    public KernelDescriptor Descriptor { get; } = new()
    {
        Name = "montecarlo",
        Summary = "Pi by darts at a quarter circle, with the standard error.",
        Items = "darts",
        Revision = 1,
        Parameters =
        [
            new()
            {
                Name = "seed",
                Type = KernelParameterType.Integer,
                Summary = "Chooses the random numbers; equal seeds give equal darts.",
                Default = "0",
                Minimum = 0,
                Maximum = ulong.MaxValue,
            },
        ],
        Reducers = [ReducerName.Mean, ReducerName.Sum],
        DefaultLeafSize = 1 << 20,
    };

    public ILeafKernel Bind(KernelRequest request) => new MonteCarloLeaf((ulong)request.Arguments.Integer("seed"));
}
