using System.Collections.Concurrent;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>What a job's result is by definition: one leaf after the other, on one thread, with no queue.</summary>
internal static class SequentialResult
{
    private static readonly ConcurrentDictionary<(string SpecHash, long? Without), Lazy<string>> Known = new();

    /// <summary>The result's digest.</summary>
    /// <param name="plan">The job; handed out in order.</param>
    /// <param name="without">A leaf that is not in it.</param>
    public static string Digest(JobPlan plan, long? without = null) =>
        Known.GetOrAdd((plan.Definition.SpecHash, without), _ => new Lazy<string>(() => Compute(plan, without))).Value;

    private static string Compute(JobPlan plan, long? without)
    {
        var (whole, partial) = (plan.Reducer.NewPartial(), plan.Reducer.NewPartial());
        var kernel = plan.Kernel.Bind(plan.Request);
        for (var leaf = 0L; leaf < plan.Grid.Leaves; leaf++)
        {
            if (leaf != without)
            {
                partial.Clear();
                kernel.Compute(plan.Grid.FirstItem(leaf), plan.Grid.ItemsOf(leaf), partial, CancellationToken.None);
                whole.MergeFrom(partial);
            }
        }

        return ResultDigest.Of(plan.Reducer, whole);
    }
}
