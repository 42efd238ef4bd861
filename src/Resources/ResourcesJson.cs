using System.Text.Json.Serialization;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Resources;

/// <summary>How a ParallelJob is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(JobResource))]
[JsonSerializable(typeof(ResourceList<JobResource>))]
public sealed partial class ResourcesJson : JsonSerializerContext;
