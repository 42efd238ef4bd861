using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>
/// Turns YAML into nodes with positions. One document; no aliases, tags or keys that are not words, since a manifest needs none and
/// each is a way to say something else than is seen. Depth is bounded, so no text can exhaust the stack.
/// </summary>
internal sealed class YamlTree
{
    public const int MaxDepth = 32;

    private readonly string _file;
    private readonly Scanner _scanner;
    private readonly Parser _parser;

    private YamlTree(string file, string text)
    {
        _file = file;
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <summary>The root of the only document, or null and one error.</summary>
    public static ManifestNode? Parse(string file, string text, out ManifestError? error)
    {
        error = null;
        var tree = new YamlTree(file, text);
        try
        {
            return tree.ReadDocument();
        }
        catch (RefusedYamlException refused)
        {
            error = refused.Error;
        }
        catch (YamlException exception)
        {
            // What the library says of a tab names the start of the mapping, so the tab itself is looked for.
            var aboutTab = exception.Message.Contains("tab", StringComparison.Ordinal);
            error = TabError(file, text, aboutTab ? long.MaxValue : exception.End.Line + 1)
                ?? OriginOf(file, exception.Start).Error(
                    "",
                    $"this is not YAML: {Sentence(exception.Message)}",
                    "check indentation, colons and quotes here and in the line before");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // The scanner checks neither code points beyond Unicode nor numbers beyond its own types.
            error = OriginOf(file, tree._scanner.CurrentPosition).Error(
                "",
                "this is not YAML: an escape or a number here is out of range",
                "rewrite it");
        }

        return null;
    }

    private ManifestNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            throw Refuse(Mark.Empty, "the file is empty", "describe a ParallelJob in it");
        }

        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        return _parser.TryConsume<DocumentStart>(out var second)
            ? throw Refuse(second.Start, "a second document begins", "put each job into a file of its own")
            : root;
    }

    private ManifestNode ReadNode(int depth)
    {
        var start = _parser.Current!.Start;
        if (depth > MaxDepth)
        {
            throw Refuse(start, $"nested deeper than {MaxDepth} levels", "no field of a ParallelJob lies so deep");
        }

        if (_parser.Current is NodeEvent { Tag.IsEmpty: false } tagged)
        {
            throw Refuse(
                start,
                $"has the tag {Wording.Quote(tagged.Tag.IsNonSpecific ? "!" : tagged.Tag.Value)}",
                "remove the tag; quotes make a value a string");
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new ManifestNode(NodeKind.Scalar, OriginOf(_file, start)) { Text = scalar.Value, Quoted = scalar.Style != ScalarStyle.Plain };
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            throw Refuse(start, $"the alias {Wording.Quote("*" + alias.Value)} is not supported", "write the value out");
        }

        return _parser.TryConsume<SequenceStart>(out _)
            ? new ManifestNode(NodeKind.List, OriginOf(_file, start)) { Elements = ReadElements(depth) }
            : new ManifestNode(NodeKind.Map, OriginOf(_file, start)) { Fields = ReadFields(depth) };
    }

    private ImmutableArray<ManifestNode> ReadElements(int depth)
    {
        var elements = ImmutableArray.CreateBuilder<ManifestNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            elements.Add(ReadNode(depth + 1));
        }

        return elements.ToImmutable();
    }

    private ImmutableArray<ManifestField> ReadFields(int depth)
    {
        _parser.Consume<MappingStart>();
        var fields = ImmutableArray.CreateBuilder<ManifestField>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            fields.Add(key.Kind == NodeKind.Scalar
                ? new ManifestField(key.Text, key.At, ReadNode(depth + 1))
                : throw new RefusedYamlException(key.At.Error(
                    "",
                    "a list or a map stands where a field's name should",
                    "write a name and a colon")));
        }

        return fields.ToImmutable();
    }

    private RefusedYamlException Refuse(in Mark at, string message, string fix) => new(OriginOf(_file, at).Error("", message, fix));

    private static Origin OriginOf(string file, in Mark mark) => new(file, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    /// <summary>Where the text up to the error is indented with a tab, that is the error, whatever the scanner says.</summary>
    private static ManifestError? TabError(string file, string text, long lastLine)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++number > lastLine)
            {
                break;
            }

            var tab = line[..^line.TrimStart(" \t").Length].IndexOf('\t');
            if (tab >= 0)
            {
                return new Origin(file, number, tab + 1).Error("", "indented with a tab", "YAML allows only spaces; two a level");
            }
        }

        return null;
    }

    /// <summary>The library's message, cut at the first line and without its full stop.</summary>
    private static string Sentence(string message) => Wording.Plain(message.Split('\n')[0].TrimEnd('.', '\r'), 160);
}
