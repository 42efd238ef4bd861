using ParallelJobs.Kubernetes.Controllers;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

/// <summary>A reconciler that is one function, which does not yield.</summary>
internal sealed class ReconcilerOf(Func<int, CancellationToken, ReconcileResult> reconcile) : IReconciler<int>
{
    public Task<ReconcileResult> ReconcileAsync(int key, CancellationToken cancellationToken) => Task.FromResult(reconcile(key, cancellationToken));
}
