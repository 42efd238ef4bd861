using System.Diagnostics;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Scheduling;

/// <summary>The policy that a spec asks for.</summary>
public static class ChunkPolicies
{
    /// <param name="schedule">With every default filled in.</param>
    /// <param name="limited">The job has limits, which rule out every policy but one leaf at a time.</param>
    public static IChunkPolicy Create(ScheduleSpec schedule, bool limited) => limited ? new LimitedPolicy() : schedule.Policy switch
    {
        ChunkPolicyName.Static => new StaticPolicy(schedule.ChunkLeaves),
        ChunkPolicyName.Dynamic => new DynamicPolicy(schedule.ChunkLeaves ?? 1),
        ChunkPolicyName.Guided => new GuidedPolicy(),
        ChunkPolicyName.Factoring => new FactoringPolicy(),
        ChunkPolicyName.Adaptive => new AdaptivePolicy((schedule.TargetMilliseconds ?? 250) / 1000.0),
        _ => throw new UnreachableException($"the policy {schedule.Policy} has no default"),
    };
}
