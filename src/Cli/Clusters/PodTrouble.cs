using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cli.Clusters;

/// <summary>What keeps a pod from computing, in its own words. Pure.</summary>
internal static class PodTrouble
{
    private static readonly string[] Usual = ["ContainerCreating", "PodInitializing"];

    /// <summary>Null when there is none to be seen.</summary>
    public static string? Of(Pod pod)
    {
        if (pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "PodScheduled", Status: "False" }) is { } unscheduled)
        {
            return Sentence(unscheduled.Reason, unscheduled.Message);
        }

        foreach (var container in pod.Status?.ContainerStatuses ?? [])
        {
            if (container.State?.Waiting is { Reason: { } reason } waiting && !Usual.Contains(reason))
            {
                return container.LastState?.Terminated is { } last
                    ? $"{reason}: ended with code {last.ExitCode}{Also(last.Reason)}{Also(last.Message)}"
                    : Sentence(reason, waiting.Message);
            }

            if (container.State?.Terminated is { ExitCode: not 0 } ended)
            {
                return $"ended with code {ended.ExitCode}{Also(ended.Reason)}{Also(ended.Message)}";
            }
        }

        return pod.Status is { Phase: "Failed" } failed ? Sentence(failed.Reason, failed.Message) : null;
    }

    private static string Sentence(string? reason, string? message) => $"{reason}{(message is { Length: > 0 } ? $": {message}" : "")}";

    private static string Also(string? text) => text is { Length: > 0 } ? $", {text}" : "";
}
