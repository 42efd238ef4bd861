using System.Text;
using System.Text.Json;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Workers;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Workers;

/// <summary>What the workers of one incarnation are told, as the files that they read. The secret is good for this job and no other.</summary>
internal static class WorkerSecret
{
    public static Secret Of(JobResource job, ParallelJobSpec spec, int incarnation, JobSecret secret, string workerQueue) => new()
    {
        Metadata = ChildMetadata.Of(job, ChildNames.Secret(job.Metadata.Name!, incarnation, job.Metadata.Uid!)),
        Immutable = true,
        Data = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [WorkerConfigFolder.Queue] = Encoding.UTF8.GetBytes(workerQueue),
            [WorkerConfigFolder.Job] = Encoding.UTF8.GetBytes(job.Metadata.Uid!),
            [WorkerConfigFolder.Secret] = Encoding.UTF8.GetBytes(Convert.ToHexStringLower(secret.Bytes)),
            [WorkerConfigFolder.Spec] = Manifest(job, spec),
        },
    };

    private static byte[] Manifest(JobResource job, ParallelJobSpec spec) => JsonSerializer.SerializeToUtf8Bytes(
        new ParallelJob
        {
            Metadata = new() { Name = job.Metadata.Name!, Namespace = job.Metadata.Namespace },
            Spec = spec,
        },
        ContractsJsonContext.Default.ParallelJob);
}
