using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>Takes keys from a queue and reconciles them, several at once; the one place that decides what comes again and when.</summary>
public sealed partial class Controller<TKey>(
    ControllerOptions options,
    WorkQueue<TKey> queue,
    IReconciler<TKey> reconciler,
    TimeProvider time,
    ILogger<Controller<TKey>> logger)
    where TKey : notnull
{
    /// <summary>
    /// Until cancelled; no reconcile begins after that, those under way see the token and are waited for, also one that ignores it, and then it
    /// throws <see cref="OperationCanceledException"/>. A key whose reconcile stopped at the token waits in the queue again, for the next run.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The queue is disposed of.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var instruments = new ControllerInstruments(options.Name, () => queue.Depth, () => queue.Oldest);
        // Not on this thread: a reconcile that does not yield would keep the others from beginning.
        var loops = Enumerable.Range(0, options.Concurrency)
            .Select(_ => Task.Run(() => LoopAsync(instruments, cancellationToken), CancellationToken.None));
        await Task.WhenAll(loops);
    }

    private async Task LoopAsync(ControllerInstruments instruments, CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = await queue.TakeAsync(cancellationToken);
            try
            {
                await ReconcileAsync(key, instruments, cancellationToken);
            }
            finally
            {
                queue.Done(key);
            }
        }
    }

    private async Task ReconcileAsync(TKey key, ControllerInstruments instruments, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var result = ReconcileResult.Done;
        Exception? failure = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = await reconciler.ReconcileAsync(key, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            queue.Add(key);
            throw;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        var requeue = Requeue.Decide(result, failure);
        instruments.Reconciled(requeue.Kind, time.GetElapsedTime(begun));
        Log(key, requeue.Kind, failure, Apply(key, requeue));
    }

    /// <summary>Returns when the key comes again, where it does.</summary>
    private TimeSpan Apply(TKey key, Requeue requeue)
    {
        if (requeue.BacksOff)
        {
            return queue.AddWithBackoff(key, requeue.Delay);
        }

        queue.Forget(key);
        if (requeue.Again)
        {
            queue.AddAfter(key, requeue.Delay);
        }

        return requeue.Delay;
    }
}
