using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ParallelJobs.Cli.Output;

/// <summary>JSON as YAML that every reader reads as the same JSON again: what could be anything but a text is quoted. Pure.</summary>
internal static partial class YamlAnswer
{
    private static readonly string[] NotTexts = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    public static string Of(JsonObject document)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, [], isImplicit: true));
        Write(emitter, document);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                emitter.Emit(new MappingStart(null, null, true, fields.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, value) in fields)
                {
                    emitter.Emit(Text(name));
                    Write(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray entries:
                emitter.Emit(new SequenceStart(null, null, true, entries.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var entry in entries)
                {
                    Write(emitter, entry);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                emitter.Emit(Text(value.GetValue<string>()));
                break;
            default:
                emitter.Emit(new Scalar(node?.ToJsonString() ?? "null"));
                break;
        }
    }

    private static Scalar Text(string text) => new(
        null,
        null,
        text,
        Plain().IsMatch(text) && !NotTexts.Contains(text, StringComparer.OrdinalIgnoreCase) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted,
        isPlainImplicit: true,
        isQuotedImplicit: true);

    /// <summary>Begins with a letter, and has nothing that means anything in YAML: a colon only within a word.</summary>
    [GeneratedRegex(@"\A[A-Za-z](?:[-A-Za-z0-9_./ ^,;()]|:(?![ \n]|\z))*(?<! )\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();
}
