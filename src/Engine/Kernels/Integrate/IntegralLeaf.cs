using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// One rounded sum a leaf. Its error against the exact sum of the items' values is at most u = 2^-53 times the longest chain of
/// additions, Block/32 + leaf/Block + 6, times the sum of their sizes.
/// </summary>
internal sealed class IntegralLeaf<TFunction, TRule>(StepSummand<TFunction, TRule> steps, IntegrationGrid grid) : ILeafKernel
    where TFunction : struct, IIntegrand
    where TRule : struct, IRule
{
    public ResultScale Scale { get; } = grid.ExactStep;

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken) =>
        partial.AddSum(LeafSum.Of(steps, first, count, cancellationToken));
}
