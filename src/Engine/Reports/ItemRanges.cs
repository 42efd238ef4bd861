using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Leaves;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Reports;

/// <summary>Says in items what the ledger says in positions.</summary>
public static class ItemRanges
{
    private const int MostRanges = 16;
    private const int MostFailures = 10;

    /// <summary>
    /// "[1,1000000001)", at most 16 ranges and then "+N" for the others. Where neighbours in position are no neighbours in items and not all
    /// are there, only their number: "1048576 of 1000000000 items".
    /// </summary>
    public static string Coverage(JobPlan plan, PositionSet covered)
    {
        if (covered.Size == plan.Grid.Leaves)
        {
            return plan.Grid.Range.ToString();
        }

        if (plan.Schedule.Order != LeafOrderName.Fifo)
        {
            return $"{plan.Definition.ItemsOf(covered)} of {plan.Definition.Items} items";
        }

        var ranges = covered.Take(MostRanges).Select(range => $"[{FirstItem(plan.Grid, range.Start)},{FirstItem(plan.Grid, range.End)})");
        return string.Join(" ", ranges) + (covered.Count > MostRanges ? $" +{covered.Count - MostRanges}" : "");
    }

    public static ImmutableArray<FailedRange> Failures(JobPlan plan, JobProgress progress)
    {
        var leaves =
            from dead in progress.Dead
            from position in Enumerable.Range(0, (int)Math.Min(dead.Range.Length, MostFailures)).Select(i => dead.Range.Start + i)
            let leaf = plan.Order.LeafAt(position)
            orderby leaf
            select new FailedRange
            {
                Start = FirstItem(plan.Grid, leaf),
                End = FirstItem(plan.Grid, leaf + 1),
                Attempts = dead.Attempts,
                Message = dead.Message,
            };
        return [.. leaves.Take(MostFailures)];
    }

    /// <summary>One past the last item, for the leaf one past the last.</summary>
    private static Int128 FirstItem(LeafGrid grid, long leaf) =>
        Int128.Min(grid.Range.Start + ((Int128)leaf * grid.LeafSize), grid.Range.End);
}
