using System.Text.Json.Serialization;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Operator.Resources;

/// <summary>How the operator's own type is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(JobResource))]
[JsonSerializable(typeof(ResourceList<JobResource>))]
internal sealed partial class OperatorJson : JsonSerializerContext;
