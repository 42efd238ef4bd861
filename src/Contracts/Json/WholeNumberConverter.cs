using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParallelJobs.Contracts.Json;

/// <summary>
/// A whole number as int-or-string: written as a number where every reader of JSON keeps it exact (within ±2^53), else as a string;
/// both are read at any size.
/// </summary>
internal sealed class WholeNumberConverter : JsonConverter<Int128>
{
    public const long LargestExact = 1L << 53;

    public override Int128 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonText.TryRead(ref reader, out var text) && Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("not a whole number");

    public override void Write(Utf8JsonWriter writer, Int128 value, JsonSerializerOptions options)
    {
        if (value >= -LargestExact && value <= LargestExact)
        {
            writer.WriteNumberValue((long)value);
        }
        else
        {
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
