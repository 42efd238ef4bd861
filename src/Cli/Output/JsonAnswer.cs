using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ParallelJobs.Cli.Output;

/// <summary>Prints exactly one JSON object on stdout, and what JSON has no numbers for.</summary>
internal static class JsonAnswer
{
    // For a terminal or a program, never inside HTML, so quotes and letters stand as they are.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(Action<Utf8JsonWriter> writeMembers)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>A whole number with all its digits.</summary>
    public static void WriteWhole(this Utf8JsonWriter json, string name, Int128 value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The shortest decimal that round-trips; null for none; a string for NaN and the infinities.</summary>
    public static void WriteDouble(this Utf8JsonWriter json, string name, double? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case { } number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case { } other:
                json.WriteString(name, other.ToString(CultureInfo.InvariantCulture));
                break;
        }
    }
}
