using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>
/// The least that any program must do for the job: one thread computes leaf after leaf and merges them. No queue, no lease, no
/// second thread, no clock between leaves. What the engine needs more than this is its overhead.
/// </summary>
internal sealed class BareKernelLoop(ParallelJobSpec spec) : IMeasure
{
    public Task<Measurement> MeasureAsync(CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => Measure(cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private Measurement Measure(CancellationToken cancellationToken)
    {
        var plan = JobPlan.Of(new ParallelJob { Spec = spec });
        var kernel = plan.Kernel.Bind(plan.Request);
        var (whole, part) = (plan.Reducer.NewPartial(), plan.Reducer.NewPartial());

        // The first call compiles the loop.
        kernel.Compute(plan.Grid.FirstItem(0), plan.Grid.ItemsOf(0), part, cancellationToken);
        var start = TimeProvider.System.GetTimestamp();
        for (var leaf = 0L; leaf < plan.Grid.Leaves; leaf++)
        {
            part.Clear();
            kernel.Compute(plan.Grid.FirstItem(leaf), plan.Grid.ItemsOf(leaf), part, cancellationToken);
            whole.MergeFrom(part);
        }

        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        return new Measurement(seconds, Answer.Of(plan.Reducer.Finish(whole, plan.Scale)));
    }
}
