using ParallelJobs.Contracts.Resource;
using ParallelJobs.Queue;

namespace ParallelJobs.Cli.Output;

/// <summary>What a run could not do, a line each.</summary>
internal static class RunFailures
{
    public static IEnumerable<string> Of(RunOutcome outcome, ParallelJob job)
    {
        var failed = outcome.Report.Failures.Select(failure =>
            $"items [{failure.Start},{failure.End}) failed at attempt {failure.Attempts}: {failure.Message}");
        var reported = outcome.Report.Failures.Aggregate(Int128.Zero, (sum, failure) => sum + failure.End - failure.Start);
        if (outcome.Report.Progress.Failed > reported)
        {
            failed = failed.Append($"and {Figures.Grouped(outcome.Report.Progress.Failed - reported)} other items failed");
        }

        if (outcome.Report is { State: JobState.Failed, HasFailedItems: true } && job.Spec.Retry!.OnExhausted == OnExhausted.DeadLetter)
        {
            failed = failed.Append(
                $"{Figures.Grouped(outcome.Report.Progress.Failed)} items failed, and spec.maxFailedItems allows {job.Spec.MaxFailedItems}; mend the cause, or raise it");
        }

        if (outcome.Report.Fault is { } fault)
        {
            failed = failed.Append(fault);
        }

        return outcome is { IsOverdue: true, State: "Failed" }
            ? failed.Append($"the job did not end within {job.Spec.ActiveDeadlineSeconds} s; raise spec.activeDeadlineSeconds")
            : failed;
    }
}
