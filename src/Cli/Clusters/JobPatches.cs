using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Clusters;

/// <summary>Changes of a job's spec, as merge patches: whatever else anybody changes meanwhile stays.</summary>
internal static class JobPatches
{
    public static Patch Suspend(bool value) => Spec(new JsonObject { ["suspend"] = value });

    public static Patch Cancel() => Spec(new JsonObject { ["cancel"] = true });

    /// <summary>Of the spec itself, since the scale subresource answers with an error where spec.workers.replicas is not set.</summary>
    public static Patch Scale(int replicas) => Spec(new JsonObject { ["workers"] = new JsonObject { ["replicas"] = replicas } });

    /// <summary>Counts up from what was read: a conflict where somebody has changed the job since.</summary>
    public static Patch Retry(JobObject read) => Patch.Merge(new JsonObject
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = read.Metadata.ResourceVersion },
        ["spec"] = new JsonObject { ["retryFailed"] = read.Retries() + 1 },
    });

    private static Patch Spec(JsonObject change) => Patch.Merge(new JsonObject { ["spec"] = change });
}
