using System.Runtime.InteropServices;

namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>What becomes of a key after a reconcile.</summary>
/// <param name="Kind">How the reconcile ended.</param>
/// <param name="Again">Whether the key comes again by itself.</param>
/// <param name="BacksOff">Again after a time that grows with each failure; otherwise the failures are forgotten.</param>
/// <param name="Delay">Again after this, or with backoff after this at least.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Requeue(RequeueKind Kind, bool Again, bool BacksOff, TimeSpan Delay)
{
    /// <param name="result">What it returned, where it did not fail.</param>
    /// <param name="failure">What it threw, null for nothing. That it was told to stop is no failure and not decided here.</param>
    public static Requeue Decide(ReconcileResult result, Exception? failure) => failure switch
    {
        null when result.RequeueAfter is { } delay => new(RequeueKind.After, true, false, delay),
        null => new(RequeueKind.Done, false, false, TimeSpan.Zero),
        TerminalException => new(RequeueKind.Terminal, false, false, TimeSpan.Zero),
        KubernetesException { IsConflict: true } refused => WithBackoff(RequeueKind.Conflict, refused),
        KubernetesException { IsTransient: true } refused => WithBackoff(RequeueKind.Transient, refused),
        KubernetesException refused => WithBackoff(RequeueKind.Error, refused),
        _ => new(RequeueKind.Error, true, true, TimeSpan.Zero),
    };

    /// <summary>What a server, or a proxy's mistake, asks for is heeded up to the longest wait: beyond it a key would be as good as lost.</summary>
    private static Requeue WithBackoff(RequeueKind kind, KubernetesException refused)
    {
        var asked = refused.RetryAfter ?? TimeSpan.Zero;
        return new(kind, true, true, asked < Backoff.Most ? asked : Backoff.Most);
    }
}
