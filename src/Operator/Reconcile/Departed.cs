using System.Collections.Concurrent;
using ParallelJobs.Operator.Fold;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Operator.Reconcile;

/// <summary>
/// Removes the rows of jobs that are gone: those that were seen to go, and at the start and every few minutes those whose uid nobody has any more. So no
/// finalizer is needed.
/// </summary>
internal sealed class Departed(JobStores stores, PostgresLedger ledger, FoldDesk desk, Action<Guid> forget, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<Guid> _gone = new();
    private readonly SemaphoreSlim _some = new(0);

    public void Add(Guid id)
    {
        _gone.Enqueue(id);
        _some.Release();
    }

    /// <summary>Until cancelled. The stores are in sync before it begins.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (swept, wait) = (time.GetTimestamp(), TimeSpan.Zero);
        while (true)
        {
            var left = wait - time.GetElapsedTime(swept);
            if (!await _some.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken))
            {
                wait = await SweepAsync(cancellationToken) ? Between : Soon;
                swept = time.GetTimestamp();
            }
            else if (_gone.TryDequeue(out var id))
            {
                await RemoveAsync(id, cancellationToken);
                // A pass that began before it went may enter it again after this, and the queue may not have answered: what is left is swept soon.
                var soon = time.GetElapsedTime(swept) + Soon;
                wait = soon < wait ? soon : wait;
            }
        }
    }

    /// <summary>False when the queue does not answer: then all is swept again soon.</summary>
    private async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var known = desk.Jobs;
            var there = await ledger.ListAsync(cancellationToken);
            // Listed after the rows: a job that came meanwhile is in the store before it is in the queue.
            var alive = stores.Resources.List().Select(resource => Guid.Parse(resource.Metadata.Uid!)).ToHashSet();
            var isDone = true;
            foreach (var id in there.Union(known).Where(id => !alive.Contains(id)))
            {
                isDone &= await RemoveAsync(id, cancellationToken);
            }

            return isDone;
        }
        catch (Exception exception) when (exception is QueueUnavailableException or QueueAccessDeniedException or SchemaException)
        {
            return false;
        }
    }

    private async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await desk.ForgetAsync(id);
        forget(id);
        try
        {
            await ledger.RemoveAsync(id, cancellationToken);
            return true;
        }
        catch (JobNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is QueueUnavailableException or QueueAccessDeniedException or SchemaException)
        {
            return false;
        }
    }
}
