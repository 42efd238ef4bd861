using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>
/// Text that is read often is kept once: of ten thousand pods nearly all labels, images, phases and owners are the same few strings, and each would
/// else be its own. What was read last is remembered by its hash, so the memory of it is bounded. Safe for use by several threads.
/// </summary>
public sealed class TextConverter : JsonConverter<string>
{
    private const int Slots = 4096;
    private const int Longest = 128;

    // Written without a lock: a slot holds one whole string or another, and either is compared before it is used.
    private readonly string?[] _remembered = new string?[Slots];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader)!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private string? Read(ref Utf8JsonReader reader)
    {
        var text = reader.ValueSpan;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)
            || reader.HasValueSequence || reader.ValueIsEscaped || text.Length is 0 or > Longest)
        {
            return reader.GetString();
        }

        ref var slot = ref _remembered[Hash(text) & (Slots - 1)];
        return slot is { } known && Ascii.Equals(text, known) ? known : slot = reader.GetString();
    }

    /// <summary>Of the length and both ends: names differ at their ends, and a collision costs only the string that it pushes out.</summary>
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        var (first, last) = text.Length >= sizeof(ulong)
            ? (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]))
            : (text[0], (ulong)text[^1] << 8 | text[text.Length / 2]);
        var mixed = (first * 0x9E3779B97F4A7C15) ^ (last * 0xC2B2AE3D27D4EB4F) ^ (ulong)text.Length;
        return (uint)((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9 >> 40);
    }
}
