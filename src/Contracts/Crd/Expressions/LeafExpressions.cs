using System.Collections.Immutable;
using System.Globalization;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>The size of a leaf, where the spec says it, against the order and the limits.</summary>
internal static class LeafExpressions
{
    private const string IsNotPriority = "!has(self.schedule) || !has(self.schedule.order) || self.schedule.order != 'Priority'";

    public static readonly ImmutableArray<CrdRule> All =
    [
        new(
            "spec",
            $"{IsNotPriority} || has(self.items)",
            "spec.schedule.order: Priority needs items, whose first column is their weight; use Fifo, Lifo or Shuffled, or give items"),
        new(
            "spec",
            $"{IsNotPriority} || !has(self.leafSize) || uint(self.leafSize) == 1u",
            "spec.leafSize: order Priority hands out single items; set leafSize to 1"),
        new(
            "spec",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{IsNotPriority} || !has(self.items) || !has(self.items.persistentVolumeClaim) || uint(self.items.persistentVolumeClaim.count) <= {SpecSchema.MaxPriorityItems}u"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"spec.schedule.order: Priority takes at most {SpecSchema.MaxPriorityItems} items; use Fifo, Lifo or Shuffled")),
        new(
            "spec",
            "!has(self.limits) || !has(self.limits.maxInFlight) || !has(self.leafSize) || uint(self.limits.maxInFlight) >= uint(self.leafSize)",
            "spec.limits.maxInFlight is less than a leaf, and a leaf is granted whole: raise it to leafSize or more"),
    ];
}
