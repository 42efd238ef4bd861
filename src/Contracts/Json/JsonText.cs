using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ParallelJobs.Contracts.Json;

/// <summary>The text of a value that may be a number or a string.</summary>
internal static class JsonText
{
    public static bool TryRead(ref Utf8JsonReader reader, out string text)
    {
        text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
            _ => "",
        };
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Number;
    }
}
