using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>
/// Which child Job there is to be, and with how many pods. A Job's template cannot change, and one of whose pods has succeeded makes no more: so whatever
/// has to begin anew is the next incarnation.
/// </summary>
internal static class WorkersRule
{
    /// <summary>Kueue's label: the Job is made suspended, and only Kueue lets it go.</summary>
    public const string QueueNameLabel = "kueue.x-k8s.io/queue-name";

    private static readonly TimeSpan MissingFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenIncarnations = TimeSpan.FromSeconds(60);

    public static Decision Apply(JobObservation seen, Decision so)
    {
        so = TakeUp(seen, so);
        if (seen.Accepted?.Spec is not { } spec || so.Status.IsFinished())
        {
            return so;
        }

        var children = seen.OwnChildren.Where(child => child.Metadata.DeletionTimestamp is null).OrderBy(Incarnations.Of).ToList();
        if (spec.Suspend == true)
        {
            // A number that is not written down yet, after a crash, would be given again once its child is gone; with the status comes another pass.
            var written = seen.Status.Incarnation ?? 0;
            return so with { DeleteChildren = [.. children.Where(child => Incarnations.Of(child) <= written).Select(child => child.Metadata.Name!)] };
        }

        var current = children.LastOrDefault();
        so = so with { DeleteChildren = [.. children.SkipLast(1).Select(child => child.Metadata.Name!)] };
        var wish = Wish(seen, spec, ref so);
        var isOver = current is null || Incarnations.IsOver(current);
        if (!isOver && !(wish > 0 && MayBegin(seen, so) && IsStuck(seen, current!, ref so)))
        {
            return Keep(so, current!, wish);
        }

        return wish > 0 && MayBegin(seen, so) ? Begin(seen, so, current, wish) : so;
    }

    /// <summary>A child of which the status says nothing was made just before a crash.</summary>
    private static Decision TakeUp(JobObservation seen, Decision so)
    {
        var newest = seen.OwnChildren.Select(Incarnations.Of).DefaultIfEmpty(0).Max();
        return newest > (so.Status.Incarnation ?? 0) ? so with { Status = so.Status with { Incarnation = newest } } : so;
    }

    /// <summary>Without the queue's word nothing is begun; what is there goes on.</summary>
    private static bool MayBegin(JobObservation seen, Decision so) =>
        seen.Ledger.Trouble is null && !so.Cancel && (so.Enter || seen.Ledger.IsEntered == true);

    private static int Wish(JobObservation seen, ParallelJobSpec spec, ref Decision so)
    {
        var asked = spec.Workers!.Replicas!.Value;
        var most = Math.Min(seen.Options.MaxReplicasPerJob, seen.Capacity);
        if (asked > most)
        {
            so = so with
            {
                Clamp = most == seen.Options.MaxReplicasPerJob
                    ? $"spec.workers.replicas: {asked} is more than the {most} that this installation allows for one job"
                    : $"{asked} workers are wanted and {most} are free: all jobs together may have {seen.Options.MaxTotalWorkers}, and the oldest get them first",
            };
        }

        return Math.Min(asked, most);
    }

    private static Decision Begin(JobObservation seen, Decision so, Job? current, int wish)
    {
        var next = (so.Status.Incarnation ?? 0) + 1;
        var name = Incarnations.Name(seen.Resource.Metadata.Name!, next);
        if (seen.Children.Any(child => child.Metadata.Name == name))
        {
            var message = $"a Job {name} is there and belongs to somebody else; delete it, or create this ParallelJob under another name";
            so = so.Status.Has(ConditionTypes.Progressing, ConditionStatus.False, ConditionReasons.ChildNameTaken, message)
                ? so
                : so.Tell(new EventNote(EventSeverity.Warning, ConditionReasons.ChildNameTaken, "CreateJob", message));
            return (so with { Hindrance = new ChildTrouble(ConditionReasons.ChildNameTaken, message) }).AgainWithin(MissingFor);
        }

        return so with
        {
            Create = new NewChild(next, wish),
            Status = so.Status with { Incarnation = next },
            DeleteChildren = current is null ? so.DeleteChildren : so.DeleteChildren.Add(current.Metadata.Name!),
        };
    }

    private static Decision Keep(Decision so, Job current, int wish) =>
        (current.Spec?.Parallelism ?? 1) == wish ? so : so with { Scale = new ScaledChild(current.Metadata.Name!, wish) };

    /// <summary>Pods are missing for long, and nothing says why: the Job's controller waits longer and longer between its attempts.</summary>
    private static bool IsStuck(JobObservation seen, Job current, ref Decision so)
    {
        if (seen.Missing.For is not { } missing)
        {
            return false;
        }

        var age = seen.Now - (current.Metadata.CreationTimestamp ?? seen.Now);
        var left = TimeSpan.FromTicks(Math.Max((MissingFor - missing).Ticks, (BetweenIncarnations - age).Ticks));
        so = left > TimeSpan.Zero ? so.AgainWithin(left) : so;
        return left <= TimeSpan.Zero;
    }
}
