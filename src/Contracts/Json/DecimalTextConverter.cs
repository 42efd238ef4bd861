using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParallelJobs.Contracts.Json;

/// <summary>A whole number that is always written as a string, so that its JSON type never changes as it grows.</summary>
internal sealed class DecimalTextConverter : JsonConverter<Int128>
{
    private static readonly WholeNumberConverter Whole = new();

    public override Int128 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Whole.Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, Int128 value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}
