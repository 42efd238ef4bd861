using System.Collections.Immutable;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>
/// Gathers what a plan depends on: from the stores, from the queue, and, where a store may be behind what was just written, from the server. Safe for
/// use by several threads.
/// </summary>
internal sealed class JobObserver(JobStores stores, ChildReader children, QueueReader queue, JobMemory memory, OperatorOptions options, TimeProvider time)
{
    public async Task<JobObservation> ObserveAsync(JobResource resource, CancellationToken cancellationToken)
    {
        var written = SpecReading.Of(resource);
        var status = StatusReading.Of(resource);
        var jobs = await children.ReadAsync(resource, status, cancellationToken);
        var own = jobs.Where(child => child.Metadata.ControllerReference?.Uid == resource.Metadata.Uid).ToList();
        var (accepted, view) = await queue.ReadAsync(resource, written, status, own.Exists(Incarnations.IsOver), cancellationToken);
        ImmutableArray<Pod> pods = [.. own.SelectMany(child => stores.Pods.OwnedBy(child.Metadata.Uid!))];
        return new JobObservation
        {
            Resource = resource,
            Written = written,
            Status = status,
            Accepted = accepted,
            Ledger = view,
            Children = jobs,
            Pods = pods,
            Missing = status.IsFinished() ? MissingPods.None : await memory.Pods.LookAsync(resource.Metadata.Uid!, own.LastOrDefault(), pods, cancellationToken),
            Capacity = memory.Claims.Take(WorkerWish.Of(resource, accepted?.Spec, status, own, options)),
            Now = time.GetUtcNow(),
            Options = options,
        };
    }
}
