namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>
/// Brings one object, given by its key, from the state that it finds to the one that is wanted. Level-triggered: it is not told what happened;
/// it may be called at any time, and twice changes nothing. Never called for one key by two threads at once; for several keys it is.
/// </summary>
public interface IReconciler<in TKey>
{
    /// <exception cref="TerminalException">Trying again is of no use until something changes.</exception>
    /// <exception cref="KubernetesException">A conflict is tried again soon and is no error; others are tried again with backoff.</exception>
    Task<ReconcileResult> ReconcileAsync(TKey key, CancellationToken cancellationToken);
}
