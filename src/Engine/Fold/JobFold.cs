using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Fold;

/// <summary>
/// The owner's fold of one job: the ledger's partials, merged by the job's reducer. Any number of folds of a job may run at once, in any
/// number of processes: nothing enters twice. Safe for use by several threads.
/// </summary>
public sealed class JobFold(JobPlan plan, ILedger ledger)
{
    /// <summary>Merges what is committed, and enters the terminal state if that was the last of it.</summary>
    /// <returns>The result as it then stands, in the reducer's bytes.</returns>
    /// <exception cref="JobNotFoundException">The ledger does not hold the job, or no longer.</exception>
    /// <exception cref="QueueUnavailableException">The ledger cannot be reached now.</exception>
    /// <exception cref="InvalidDataException">What a worker committed is no partial of the job's reducer.</exception>
    public ValueTask<FoldedResult> FoldAsync(CancellationToken cancellationToken) =>
        ledger.FoldAsync(plan.Definition.Id, Merge, cancellationToken);

    private ReadOnlyMemory<byte> Merge(ReadOnlyMemory<byte> folded, IReadOnlyList<ReadOnlyMemory<byte>> partials) =>
        PartialMerge.Of(plan.Reducer, folded, partials);
}
