using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Reads and sets conditions. A condition's time changes when its status does, and only then.</summary>
internal static class StatusConditions
{
    /// <summary>As long as the schema allows.</summary>
    private const int LongestMessage = 256;

    public static JobCondition? Find(this ParallelJobStatus status, string type) =>
        status.Conditions?.FirstOrDefault(condition => condition.Type == type);

    public static bool IsTrue(this ParallelJobStatus status, string type) => status.Find(type) is { Status: ConditionStatus.True };

    /// <summary>Complete or Failed.</summary>
    public static bool IsFinished(this ParallelJobStatus status) => status.IsTrue(ConditionTypes.Complete) || status.IsTrue(ConditionTypes.Failed);

    public static bool Has(this ParallelJobStatus status, string type, ConditionStatus value, string reason, string message) =>
        status.Find(type) is { } found && found.Status == value && found.Reason == StatusText.Word(reason) && found.Message == StatusText.Cut(message, LongestMessage);

    public static ParallelJobStatus Without(this ParallelJobStatus status, string type) =>
        status with { Conditions = status.Conditions?.RemoveAll(condition => condition.Type == type) };

    public static Decision Set(this Decision so, JobObservation seen, string type, ConditionStatus value, string reason, string message)
    {
        var before = so.Status.Find(type);
        var now = new DateTimeOffset(seen.Now.Ticks - (seen.Now.Ticks % TimeSpan.TicksPerSecond), seen.Now.Offset);
        var after = new JobCondition
        {
            Type = type,
            Status = value,
            Reason = StatusText.Word(reason),
            Message = StatusText.Cut(message, LongestMessage),
            ObservedGeneration = seen.Generation,
            LastTransitionTime = before?.Status == value ? before.LastTransitionTime : now,
        };
        var all = so.Status.Conditions ?? [];
        all = before is null ? all.Add(after) : all.Replace(before, after);
        return so with { Status = so.Status with { Conditions = all } };
    }
}
