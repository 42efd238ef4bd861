using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Configuration;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExecCredential))]
internal sealed partial class ExecJson : JsonSerializerContext;
