using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>What pods say about why they do not run. Pure.</summary>
internal static class PodTroubles
{
    // Pods pass through these on their way.
    private static readonly HashSet<string> Usual = new(StringComparer.Ordinal) { "ContainerCreating", "PodInitializing" };

    public static int Ready(IEnumerable<Pod> pods) => pods.Count(pod =>
        pod.Metadata.DeletionTimestamp is null
        && pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true);

    /// <summary>The trouble of most pods that have any; null when none has.</summary>
    public static ChildTrouble? Of(IEnumerable<Pod> pods) => pods
        .Where(pod => pod.Metadata.DeletionTimestamp is null)
        .Select(Of)
        .OfType<ChildTrouble>()
        .GroupBy(trouble => trouble.Reason, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?
        .First();

    private static ChildTrouble? Of(Pod pod)
    {
        foreach (var container in pod.Status?.ContainerStatuses ?? [])
        {
            // Why it ended says more than that it waits to be started again.
            if (container is { State.Waiting.Reason: "CrashLoopBackOff", LastState.Terminated: { } last })
            {
                var reason = last.Reason is null or "Error" ? "CrashLoopBackOff" : last.Reason;
                return new(reason, $"pod {pod.Metadata.Name}: ended {container.RestartCount} times, the last time with code {last.ExitCode} {last.Message}".Trim());
            }

            if (container.State?.Waiting is { Reason: { } waiting } state && !Usual.Contains(waiting))
            {
                return new(waiting, $"pod {pod.Metadata.Name}: {state.Message ?? waiting}");
            }
        }

        return pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False" }) is { } unscheduled
            ? new(unscheduled.Reason ?? "Unschedulable", $"pod {pod.Metadata.Name}: {unscheduled.Message}")
            : null;
    }
}
