namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>What a leader remembers of jobs from one pass to the next and finds out anew when it is lost.</summary>
internal sealed record JobMemory(WorkerClaims Claims, PodWatch Pods)
{
    public void Forget(string uid)
    {
        Claims.Forget(uid);
        Pods.Forget(uid);
    }
}
