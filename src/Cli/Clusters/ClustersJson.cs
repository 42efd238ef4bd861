using System.Text.Json.Serialization;
using ParallelJobs.Kubernetes;

namespace ParallelJobs.Cli.Clusters;

/// <summary>How jobs are read from the API server, and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobObject))]
[JsonSerializable(typeof(ResourceList<JobObject>))]
internal sealed partial class ClustersJson : JsonSerializerContext;
