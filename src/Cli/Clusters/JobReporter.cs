using System.Globalization;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;

namespace ParallelJobs.Cli.Clusters;

/// <summary>Gathers what a cluster says of a job.</summary>
internal static class JobReporter
{
    private const int MostEvents = 10;

    public static async Task<JobReport> GatherAsync(ClusterSession session, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        var job = await session.GetJobAsync(name, cancellationToken);
        var pods = await UnlessForbidden(() => PodsAsync(session, job, cancellationToken));
        var events = await UnlessForbidden(() => EventsAsync(session, job, pods ?? [], cancellationToken));
        return new JobReport(job, pods, events, time.GetUtcNow());
    }

    /// <summary>Of the job's workers, by name.</summary>
    public static async Task<IReadOnlyList<Pod>> PodsAsync(ClusterSession session, JobObject job, CancellationToken cancellationToken)
    {
        var list = await session.Client.ListAsync<Pod>(PodsOf(job), cancellationToken);
        return [.. list.Items.OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal)];
    }

    public static Selection PodsOf(JobObject job) => new(job.Metadata.Namespace, $"{JobLabels.JobUid}={job.Metadata.Uid}");

    /// <summary>When an event was last seen: those of the kubelet and of Kubernetes' controllers say it in the fields of the old API.</summary>
    public static DateTimeOffset LastSeen(Event @event) =>
        @event.Series?.LastObservedTime ?? @event.EventTime ?? @event.DeprecatedLastTimestamp ?? @event.Metadata.CreationTimestamp ?? default;

    private static async Task<IReadOnlyList<Event>> EventsAsync(
        ClusterSession session, JobObject job, IReadOnlyList<Pod> pods, CancellationToken cancellationToken)
    {
        var place = job.Metadata.Namespace;
        var own = await session.Client.ListAsync<Event>(new Selection(place, Fields: $"regarding.uid={job.Metadata.Uid}"), cancellationToken);
        var warnings = await session.Client.ListAsync<Event>(new Selection(place, Fields: "type=Warning"), cancellationToken);
        var child = string.Create(CultureInfo.InvariantCulture, $"{job.Name}-{job.Status.Incarnation ?? 1}");
        HashSet<string?> uids = [.. pods.Select(pod => pod.Metadata.Uid)];
        return
        [
            .. own.Items
                .Concat(warnings.Items.Where(warning =>
                    (warning.Regarding?.Kind == "Pod" && uids.Contains(warning.Regarding.Uid))
                    || (warning.Regarding?.Kind == "Job" && warning.Regarding.Name == child)))
                .DistinctBy(each => each.Metadata.Uid)
                .OrderBy(LastSeen)
                .TakeLast(MostEvents),
        ];
    }

    private static async Task<IReadOnlyList<T>?> UnlessForbidden<T>(Func<Task<IReadOnlyList<T>>> list)
    {
        try
        {
            return await list();
        }
        catch (KubernetesException refused) when (refused.IsForbidden)
        {
            return null;
        }
    }
}
