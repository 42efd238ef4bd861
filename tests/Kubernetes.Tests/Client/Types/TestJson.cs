using System.Text.Json.Serialization;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client.Types;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(Widget))]
[JsonSerializable(typeof(ResourceList<Widget>))]
[JsonSerializable(typeof(ClusterRole))]
[JsonSerializable(typeof(ResourceList<ClusterRole>))]
[JsonSerializable(typeof(RoleBinding))]
[JsonSerializable(typeof(ResourceList<RoleBinding>))]
[JsonSerializable(typeof(ServiceAccount))]
[JsonSerializable(typeof(ResourceList<ServiceAccount>))]
internal sealed partial class TestJson : JsonSerializerContext;
