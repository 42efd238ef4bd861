using System.Globalization;
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

    /// <summary>Pods of one Job that run or are to.</summary>
    public static int Active(IEnumerable<Pod> pods, string? child) => pods.Count(pod => IsAlive(pod) && pod.Metadata.ControllerReference?.Uid == child);

    /// <summary>The trouble of most pods that are to run and have any; null when none has.</summary>
    public static ChildTrouble? Of(IEnumerable<Pod> pods) => MostOf(pods.Where(IsAlive).Select(OfLiving));

    /// <summary>The same of pods that have ended badly and are still there. They may have done so long ago.</summary>
    public static ChildTrouble? OfEnded(IEnumerable<Pod> pods) => MostOf(pods.Where(pod => pod.Status?.Phase == "Failed").Select(OfFailed));

    private static bool IsAlive(Pod pod) => pod.Metadata.DeletionTimestamp is null && pod.Status?.Phase is not ("Succeeded" or "Failed");

    private static ChildTrouble? MostOf(IEnumerable<ChildTrouble?> troubles) => troubles
        .OfType<ChildTrouble>()
        .GroupBy(trouble => trouble.Reason, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?
        .First();

    private static ChildTrouble? OfLiving(Pod pod)
    {
        foreach (var container in pod.Status?.ContainerStatuses ?? [])
        {
            if ((Ended(container) ?? Waiting(container)) is var (reason, message))
            {
                return new(reason, $"pod {pod.Metadata.Name}: {message}");
            }
        }

        return pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False" }) is { } unscheduled
            ? new(unscheduled.Reason ?? "Unschedulable", $"pod {pod.Metadata.Name}: {unscheduled.Message}")
            : null;
    }

    /// <summary>It has just ended, or waits to be started again: why it ended says more than that it waits.</summary>
    private static ChildTrouble? Ended(ContainerStatus container)
    {
        var last = container.State?.Terminated ?? (container.State?.Waiting?.Reason == "CrashLoopBackOff" ? container.LastState?.Terminated : null);
        if (last is null or { ExitCode: 0 })
        {
            return null;
        }

        var reason = last.Reason is null or "Error" ? "CrashLoopBackOff" : last.Reason;
        var times = string.Create(CultureInfo.InvariantCulture, $"ended {Math.Max(1, container.RestartCount)} times, the last time with code {last.ExitCode}");
        return new(reason, $"{times} {last.Message}".Trim());
    }

    private static ChildTrouble? Waiting(ContainerStatus container) =>
        container.State?.Waiting is { Reason: { } reason } waiting && !Usual.Contains(reason) ? new(reason, waiting.Message ?? reason) : null;

    private static ChildTrouble? OfFailed(Pod pod)
    {
        var container = pod.Status?.ContainerStatuses?.Select(status => status.State?.Terminated).FirstOrDefault(ended => ended is { ExitCode: not 0 });
        var reason = pod.Status?.Reason ?? container?.Reason ?? "PodFailed";
        var message = pod.Status?.Message ?? container?.Message ?? (container is null ? reason : string.Create(CultureInfo.InvariantCulture, $"ended with code {container.ExitCode}"));
        return new(reason, $"pod {pod.Metadata.Name}: {message}");
    }
}
