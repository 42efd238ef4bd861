using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParallelJobs.Contracts.Json;

/// <summary><see cref="WholeNumberConverter"/> for what fits 64 bits.</summary>
internal sealed class WholeInt64Converter : JsonConverter<long>
{
    private static readonly WholeNumberConverter Whole = new();

    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = Whole.Read(ref reader, typeof(Int128), options);
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : throw new JsonException("a whole number beyond 64 bits");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => Whole.Write(writer, value, options);
}
