using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ParallelJobs.Contracts.Crd;

/// <summary>
/// JSON as YAML 1.1 and 1.2 that reads well in a diff: a field a line, in the order given, a text always on its own line. A text that is
/// anything but a word or a sentence is quoted, so that no reader takes it for something else.
/// </summary>
internal static partial class YamlText
{
    private static readonly string[] NotTexts = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    public static string Of(JsonObject document)
    {
        var text = new StringBuilder();
        WriteFields(text, document, "");
        return text.ToString();
    }

    private static void WriteFields(StringBuilder text, JsonObject fields, string indent)
    {
        foreach (var (name, value) in fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}{name}:");
            WriteValue(text, value!, indent);
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } fields:
                text.Append('\n');
                WriteFields(text, fields, indent + "  ");
                break;
            case JsonArray { Count: > 0 } entries:
                text.Append('\n');
                WriteEntries(text, entries, indent);
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $" {Scalar(value)}\n");
                break;
        }
    }

    private static void WriteEntries(StringBuilder text, JsonArray entries, string indent)
    {
        foreach (var entry in entries)
        {
            if (entry is JsonObject { Count: > 0 } fields)
            {
                // The first field stands behind the dash, the others below it.
                var start = text.Length;
                WriteFields(text, fields, indent + "  ");
                text[start + indent.Length] = '-';
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}- {Scalar(entry!)}\n");
            }
        }
    }

    private static string Scalar(JsonNode value) => value switch
    {
        JsonObject => "{}",
        JsonArray => "[]",
        _ when value.GetValueKind() == JsonValueKind.String => Quoted(value.GetValue<string>()),
        _ => value.ToJsonString(),
    };

    private static string Quoted(string text) => text switch
    {
        _ when Plain().IsMatch(text) && !NotTexts.Contains(text, StringComparer.OrdinalIgnoreCase) && !text.EndsWith(':') => text,
        _ when !text.Any(char.IsControl) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => throw new ArgumentException($"'{text}' has a control character, which nothing that is written here has", nameof(text)),
    };

    /// <summary>Begins with a letter, and has nothing that means anything in YAML: a colon only within a word.</summary>
    [GeneratedRegex(@"\A[A-Za-z](?:[-A-Za-z0-9_./ ^,;()']|:(?! ))*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();
}
