using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>What the operator hears of the cluster: ParallelJobs, and the Jobs and pods that it made.</summary>
internal sealed record JobStores(Store<JobResource> Resources, Store<Job> Children, Store<Pod> Pods);
