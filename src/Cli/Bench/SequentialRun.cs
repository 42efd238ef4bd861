using ParallelJobs.Engine;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Cli.Bench;

/// <summary>A job as a plain loop would do it: no queue, no slots, one leaf after the other on the calling thread.</summary>
internal static class SequentialRun
{
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public static Measurement Measure(JobPlan plan, long leaves, TimeProvider time, CancellationToken drain)
    {
        var start = time.GetTimestamp();
        var kernel = plan.Kernel.Bind(plan.Request);
        var (whole, partial) = (plan.Reducer.NewPartial(), plan.Reducer.NewPartial());
        for (long leaf = 0; leaf < leaves; leaf++)
        {
            drain.ThrowIfCancellationRequested();
            partial.Clear();
            kernel.Compute(plan.Grid.FirstItem(leaf), plan.Grid.ItemsOf(leaf), partial, drain);
            whole.MergeFrom(partial);
        }

        var result = plan.Reducer.Finish(whole, plan.Scale);
        return new Measurement(time.GetElapsedTime(start).TotalSeconds, result.Json, ResultDigest.Of(plan.Reducer, whole));
    }
}
