using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>Takes keys from a queue and reconciles them, several at once; the one place that decides what comes again and when.</summary>
public sealed class Controller<TKey>(WorkQueue<TKey> queue, IReconciler<TKey> reconciler, int concurrency, TimeProvider time, ILogger<Controller<TKey>> logger)
    where TKey : notnull
{
    /// <summary>Until cancelled; then the reconciles under way have ended, each of which saw the token, and it throws <see cref="OperationCanceledException"/>.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{queue}{reconciler}{concurrency}{time}{logger}{cancellationToken}");
}
