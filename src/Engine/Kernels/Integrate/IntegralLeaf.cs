using System.Runtime.Intrinsics;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>
/// One rounded sum a leaf. Its relative error against the exact sum of the item's values is at most u = 2^-53 times the longest
/// chain of additions, Block/32 + leaf/Block + 8, and times the condition of the sum where the values change sign.
/// </summary>
internal sealed class IntegralLeaf<TFunction, TRule>(IntegrationLoop<TFunction, TRule> loop) : ILeafKernel
    where TFunction : struct, IIntegrand
    where TRule : struct, IRule
{
    /// <summary>Items between two looks at the token, and the reach of the inner accumulators.</summary>
    private const int Block = 1 << 13;

    private const int Group = IntegrationLoop<TFunction, TRule>.Group;

    public ResultScale Scale { get; } = loop.Grid.ExactStep;

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken)
    {
        var sum = Vector512<double>.Zero;
        var item = first;
        var end = first + count;
        for (; end - item >= Block; item += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += loop.SumOfGroups(item, Block / Group);
        }

        var groups = (int)((end - item) / Group);
        sum += loop.SumOfGroups(item, groups);
        item += groups * Group;
        sum += loop.SumOfRest(item, (int)(end - item));
        partial.AddSum(LaneSum.Of(sum));
    }
}
