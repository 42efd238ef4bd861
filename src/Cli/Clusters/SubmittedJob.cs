using System.Text.Json;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Clusters;

/// <summary>A manifest on its way to the API server.</summary>
internal static class SubmittedJob
{
    /// <summary>What the manifest says and nothing else, so that defaults stay the server's and the operator's.</summary>
    /// <param name="job">As written.</param>
    /// <param name="place">The namespace; null where it is not known yet.</param>
    public static JobObject Of(ParallelJob job, string? place)
    {
        var written = job with { Metadata = job.Metadata with { Namespace = place }, Status = null };
        var whole = JsonSerializer.SerializeToElement(written, ContractsJsonContext.Default.ParallelJob);
        return whole.Deserialize(ClustersJson.Default.JobObject)!;
    }

    public static JobObject In(JobObject job, string place) =>
        Of(job.Whole.Deserialize(ContractsJsonContext.Default.ParallelJob)!, place);

    /// <summary>The job as the server has it then, and what that is: created, configured or unchanged.</summary>
    public static async Task<(JobObject Now, string What)> ApplyAsync(
        ClusterSession session, JobObject job, bool dryRun, bool force, CancellationToken cancellationToken)
    {
        var before = await session.Client.FindAsync<JobObject>(job.Metadata.Namespace, job.Name, cancellationToken);
        var options = new WriteOptions { FieldManager = ClusterSession.FieldManager, DryRun = dryRun, Force = force };
        var now = await session.Client.ApplyAsync(job, options, cancellationToken);
        var what = before is null ? "created"
            : before.Metadata.Generation == now.Metadata.Generation && SameLabels(before, now) ? "unchanged"
            : "configured";
        return (now, what);
    }

    private static bool SameLabels(JobObject before, JobObject now) =>
        Text(before, "labels") == Text(now, "labels") && Text(before, "annotations") == Text(now, "annotations");

    private static string Text(JobObject job, string field) => job.At("metadata", field)?.GetRawText() ?? "{}";
}
