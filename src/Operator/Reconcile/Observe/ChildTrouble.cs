namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>Why pods do not start or stay, in Kubernetes' own words.</summary>
/// <param name="Reason">One word: "ImagePullBackOff", "FailedCreate", "Unschedulable", "OOMKilled", …</param>
internal sealed record ChildTrouble(string Reason, string Message);
