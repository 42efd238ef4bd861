using System.Text.Json;
using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Contracts.Json;

/// <summary>A quantity as a string; a plain number is read too, as Kubernetes does.</summary>
internal sealed class QuantityConverter : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonText.TryRead(ref reader, out var text) && Quantity.TryParse(text, out _)
            ? new Quantity(text)
            : throw new JsonException("not a quantity such as 500m or 2Gi");

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
