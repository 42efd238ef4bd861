using System.Text.Json;
using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Resources;
using KubernetesMeta = ParallelJobs.Kubernetes.Objects.ObjectMeta;

namespace ParallelJobs.Cli.Clusters;

/// <summary>A ParallelJob with every field that the API server has of it, also those that this program does not know. Immutable.</summary>
[JsonConverter(typeof(JobObjectConverter))]
internal sealed record JobObject : IResource<JobObject>
{
    public static ResourceType<JobObject> Type { get; } = new(
        ParallelJob.Group,
        ParallelJob.Version,
        ParallelJob.Plural,
        ParallelJob.KindName,
        true,
        ClustersJson.Default.JobObject,
        ClustersJson.Default.ResourceListJobObject);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public KubernetesMeta Metadata { get; init; } = new();

    /// <summary>The whole object.</summary>
    public required JsonElement Whole { get; init; }

    public string Name => Metadata.Name ?? "";

    /// <summary>What cannot be read of it is as if it were not there.</summary>
    [JsonIgnore]
    public ParallelJobStatus Status => field ??= StatusReading.Of(new JobResource { Status = At("status") });

    /// <summary>Null where a field on the way is missing.</summary>
    public JsonElement? At(params ReadOnlySpan<string> path)
    {
        var at = Whole;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at;
    }
}
