using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Reports;

/// <summary>Puts together what is known of a run when it has ended.</summary>
public static class RunReports
{
    /// <param name="plan">The job.</param>
    /// <param name="folded">Its last fold.</param>
    /// <param name="progress">How it stands in the ledger after that fold.</param>
    /// <param name="setup">What it was run on.</param>
    /// <param name="contention">Where the time of its slots went.</param>
    /// <param name="fault">Why the workers could not go on; null where they could.</param>
    public static RunReport Of(
        JobPlan plan, FoldedResult folded, JobProgress progress, RunSetup setup, Contention contention, string? fault = null)
    {
        var whole = folded.State == JobState.Complete ? PartialMerge.Read(plan.Reducer, folded.Payload) : null;
        return new RunReport
        {
            State = fault is null || folded.State.IsTerminal() ? folded.State : JobState.Failed,
            Fault = fault,
            Value = whole is null ? null : plan.Reducer.Finish(whole, plan.Scale),
            Digest = whole is null ? null : ResultDigest.Of(plan.Reducer, whole),
            Coverage = ItemRanges.Coverage(plan, folded.Covered),
            Progress = progress,
            Leaves = plan.Grid.Leaves,
            Contention = contention,
            Mode = setup.Mode,
            Slots = setup.Slots,
            Workers = setup.Workers,
            Failures = ItemRanges.Failures(plan, progress),
        };
    }
}
