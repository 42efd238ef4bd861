using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Validation;

/// <summary>How leaves are handed out.</summary>
internal static class ScheduleRules
{
    /// <summary>A chunk may take at most this part of its lease, so that a few late ones do not cost it.</summary>
    public const int LeaseToTarget = 6;

    public static readonly ImmutableArray<Rule> All =
    [
        new(["spec.schedule.policy", "spec.schedule.chunkLeaves"], ChunkLeavesUsed),
        new(["spec.schedule.targetMilliseconds", "spec.leaseDurationSeconds"], TargetWithinLease),
    ];

    private static IEnumerable<Problem> ChunkLeavesUsed(RuleInput input) =>
        input.Spec.Schedule?.ChunkLeaves is not null && input.Policy is not (ChunkPolicyName.Static or ChunkPolicyName.Dynamic)
            ? [new Problem(
                "spec.schedule.chunkLeaves",
                $"the policy {input.Policy} sizes chunks by itself",
                "remove it or set policy to Static or Dynamic")]
            : [];

    private static IEnumerable<Problem> TargetWithinLease(RuleInput input)
    {
        var most = input.LeaseDurationSeconds * 1000 / LeaseToTarget;
        return input.Spec.Schedule?.TargetMilliseconds is { } target && target > most
            ? [new Problem(
                "spec.schedule.targetMilliseconds",
                $"{target} is above a sixth of the lease of {input.LeaseDurationSeconds} s, {most}",
                $"write {most} or less, or a longer leaseDurationSeconds")]
            : [];
    }
}
