using System.Collections.Immutable;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Validation;

/// <summary>The size of a leaf against the range, the order and the limits.</summary>
internal static class LeafRules
{
    private static readonly ImmutableArray<string> Work = ["spec.range", "spec.items", "spec.kernel.name", "spec.exec", "spec.leafSize"];

    public static readonly ImmutableArray<Rule> All =
    [
        new(Work, NotTooMany),
        new([.. Work, "spec.schedule.order"], PriorityOfItems),
        new([.. Work, "spec.schedule.order"], PriorityWeights),
        new([.. Work, "spec.limits.maxInFlight"], LimitHoldsLeaf),
    ];

    private static IEnumerable<Problem> NotTooMany(RuleInput input)
    {
        if (!input.IsFunctionKnown || input.ItemCount is not { } count || count <= input.LeafSize * SpecSchema.MaxLeaves)
        {
            return [];
        }

        var smallest = (count + SpecSchema.MaxLeaves - 1) / SpecSchema.MaxLeaves;
        return [new Problem(
            "spec.leafSize",
            $"{count} items in leaves of {input.LeafSize} are more than 2^62 leaves",
            $"set leafSize to {smallest} or more")];
    }

    private static IEnumerable<Problem> PriorityOfItems(RuleInput input)
    {
        if (input.Spec.Schedule?.Order != LeafOrderName.Priority || !input.IsFunctionKnown)
        {
            return [];
        }

        return input switch
        {
            { Spec.Items: null } => [new Problem(
                "spec.schedule.order",
                "Priority needs items, whose first column is their weight; a range has none",
                "use Fifo, Lifo or Shuffled, or give items")],
            { LeafSize: not 1 } => [new Problem(
                "spec.leafSize",
                $"order Priority hands out single items, and a leaf has {input.LeafSize}",
                "set leafSize to 1")],
            { ItemCount: { } count } when count > SpecSchema.MaxPriorityItems =>
                [new Problem(
                    "spec.schedule.order",
                    $"Priority takes at most {SpecSchema.MaxPriorityItems} items, these are {count}",
                    "use Fifo, Lifo or Shuffled")],
            _ => [],
        };
    }

    private static IEnumerable<Problem> PriorityWeights(RuleInput input)
    {
        if (input.Spec is not { Schedule.Order: LeafOrderName.Priority, Items.Values: { } values })
        {
            yield break;
        }

        foreach (var (index, value) in values.Index())
        {
            var tab = value.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0 || !TextForms.Decimal.Matches(value[..tab]))
            {
                yield return new Problem(
                    $"spec.items.values[{index}]",
                    $"{Wording.Quote(value)} has no weight, which order Priority needs",
                    "begin it with a decimal number and a tab");
            }
        }
    }

    private static IEnumerable<Problem> LimitHoldsLeaf(RuleInput input) =>
        input.IsFunctionKnown && input.Spec.Limits?.MaxInFlight is { } most && most < input.LeafSize
            ? [new Problem(
                "spec.limits.maxInFlight",
                $"{most} items are less than a leaf, {input.LeafSize}, and a leaf is granted whole: nothing could start",
                $"set it to {input.LeafSize} or more, or leafSize to {most} or less")]
            : [];
}
