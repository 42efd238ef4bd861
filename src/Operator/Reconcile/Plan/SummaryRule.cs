using System.Globalization;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>The columns of <c>kubectl get</c>, from the rest of the status.</summary>
internal static class SummaryRule
{
    private const int LongestResult = 64;

    public static Decision Apply(JobObservation seen, Decision so)
    {
        var status = so.Status;
        var summary = new JobSummary
        {
            State = State(status),
            Progress = Progress(status.Items),
            Workers = status.Workers is { } workers ? $"{workers.Ready ?? 0}/{workers.Desired ?? 0}" : null,
            Rate = status.IsFinished() ? null : Rate(seen.Ledger.ItemsPerSecond),
            Eta = status.EstimatedCompletionTime is { } end ? Duration(end - seen.Now) : null,
            Result = Result(status.Result),
        };
        return so with { Status = status with { Summary = summary } };
    }

    private static string State(ParallelJobStatus status) =>
        status.IsTrue(ConditionTypes.Complete) ? "Complete"
        : status.IsTrue(ConditionTypes.Failed) ? status.Find(ConditionTypes.Failed)!.Reason is "Cancelled" ? "Cancelled" : "Failed"
        : status.Find(ConditionTypes.Accepted) is { Status: ConditionStatus.False } && status.Items is null ? "Invalid"
        : status.IsTrue(ConditionTypes.Suspended) ? "Suspended"
        : status.IsTrue(ConditionTypes.Progressing) ? "Running"
        : status.Find(ConditionTypes.Progressing) is { Reason: not "WorkersMissing" and { } reason } ? reason
        : "Pending";

    /// <summary>Rounded down: 100% is the end.</summary>
    private static string? Progress(ItemCounts? items) => items is { } counts && counts.Total > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)(counts.Completed * 100 / counts.Total)}%")
        : null;

    private static string? Rate(double? itemsPerSecond) => itemsPerSecond is not { } rate ? null : rate switch
    {
        >= 1e9 => $"{Figure(rate / 1e9)}G/s",
        >= 1e6 => $"{Figure(rate / 1e6)}M/s",
        >= 1e3 => $"{Figure(rate / 1e3)}k/s",
        _ => $"{Figure(rate)}/s",
    };

    private static string Figure(double value) => value.ToString(value >= 99.95 ? "0" : "0.0", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan left) => left switch
    {
        { TotalSeconds: < 1 } => "0s",
        { TotalMinutes: < 1 } => $"{left.Seconds}s",
        { TotalHours: < 1 } => $"{left.Minutes}m{left.Seconds}s",
        { TotalDays: < 1 } => $"{left.Hours}h{left.Minutes}m",
        _ => $"{(int)left.TotalDays}d{left.Hours}h",
    };

    private static string? Result(JobResult? result) =>
        result?.Value is { } value ? StatusText.Cut(value, LongestResult)
        : result?.ConfigMap is { Length: > 0 } map ? $"configmap/{map}"
        : null;
}
