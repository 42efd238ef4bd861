using System.Text.Json;
using System.Text.Json.Serialization;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cli.Clusters;

/// <summary>Keeps an object whole, and reads its metadata.</summary>
internal sealed class JobObjectConverter : JsonConverter<JobObject>
{
    public override JobObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var whole = JsonElement.ParseValue(ref reader);
        var metadata = whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty("metadata", out var given)
            ? given.Deserialize(KubernetesJson.Default.ObjectMeta)
            : null;
        return new JobObject { Metadata = metadata ?? new ObjectMeta(), Whole = whole };
    }

    public override void Write(Utf8JsonWriter writer, JobObject value, JsonSerializerOptions options) => value.Whole.WriteTo(writer);
}
