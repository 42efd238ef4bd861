using System.Runtime.InteropServices;

namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>What a reconcile wants next.</summary>
/// <param name="RequeueAfter">Null: nothing until something changes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReconcileResult(TimeSpan? RequeueAfter)
{
    public static ReconcileResult Done => default;

    public static ReconcileResult After(TimeSpan delay) => new(delay);
}
