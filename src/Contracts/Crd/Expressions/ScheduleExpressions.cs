using System.Collections.Immutable;
using System.Globalization;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>How leaves are handed out.</summary>
internal static class ScheduleExpressions
{
    public static readonly ImmutableArray<CrdRule> All =
    [
        new(
            "spec.schedule",
            "!has(self.chunkLeaves) || (has(self.policy) && self.policy in ['Static', 'Dynamic'])",
            "spec.schedule.chunkLeaves is for the policies Static and Dynamic: remove it or set policy to one of them"),
        new(
            "spec",
            string.Create(
                CultureInfo.InvariantCulture,
                $"!has(self.schedule) || !has(self.schedule.targetMilliseconds) || self.schedule.targetMilliseconds <= (has(self.leaseDurationSeconds) ? self.leaseDurationSeconds : {SpecDefaults.LeaseDurationSeconds}) * 1000 / {ScheduleRules.LeaseToTarget}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"spec.schedule.targetMilliseconds is above a sixth of leaseDurationSeconds ({SpecDefaults.LeaseDurationSeconds} when unset): lower it, or set a longer leaseDurationSeconds")),
    ];
}
