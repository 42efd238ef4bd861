using System.Collections.Immutable;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>
/// <c>--set PATH=VALUE</c>: sets fields of a manifest before it is checked. A path is names with dots between; an entry of a named
/// list is addressed by its name, and then stands for its <c>value</c> (<c>spec.kernel.parameters.terms=1000</c>); what follows a
/// map (<c>spec.workers.labels.app.kubernetes.io/name=x</c>) is one key, dots included. A value is YAML, but for a field that is a
/// string it is that string, quotes being optional. Pure.
/// </summary>
internal sealed class Overrides
{
    /// <summary>Stands for the file in errors about overrides.</summary>
    public const string Source = "--set";

    private static readonly Origin Here = new(Source, 0, 0);

    private readonly ImmutableArray<ManifestError>.Builder _errors;
    private readonly string _path;
    private readonly ImmutableArray<string> _segments;
    private readonly string _value;

    private Overrides(string path, string value, ImmutableArray<ManifestError>.Builder errors)
    {
        _path = path;
        _segments = [.. path.Split('.')];
        _value = value;
        _errors = errors;
    }

    /// <summary>The tree with the overrides in it; those that cannot be applied become errors and change nothing.</summary>
    public static ManifestNode Apply(ManifestNode root, ImmutableArray<string> overrides, ImmutableArray<ManifestError>.Builder errors)
    {
        foreach (var one in overrides)
        {
            var equals = one.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                errors.Add(Here.Error("", $"{Wording.Quote(one)} is not PATH=VALUE", "write it like spec.range.end=1000"));
                continue;
            }

            root = new Overrides(one[..equals].Trim(), one[(equals + 1)..], errors).Put(root, JobSchema.Job, 0) ?? root;
        }

        return root;
    }

    /// <summary>What stands at a segment after the override, or null when it cannot be applied.</summary>
    private ManifestNode? Put(ManifestNode? node, FieldSchema schema, int at)
    {
        if (at == _segments.Length)
        {
            return ReadValue(schema);
        }

        return schema switch
        {
            { Type: FieldType.Object } => PutField(MapOr(node), schema, at),
            { Type: FieldType.Map } => ReadValue(schema.Element!) is { } value ? MapOr(node).With(string.Join('.', _segments[at..]), value) : null,
            { Type: FieldType.List, Key.Length: > 0 } => PutEntry(node, schema, at),
            _ => Refuse($"{Wording.Quote(string.Join('.', _segments[..at]))} has no fields", "end the path there"),
        };
    }

    private ManifestNode? PutField(ManifestNode map, FieldSchema schema, int at)
    {
        var name = _segments[at];
        if (schema.Find(name) is not { } field)
        {
            var known = schema.Fields.Select(known => known.Name).ToArray();
            var inSpec = at == 0 && SpecSchema.Spec.Find(name) is not null;
            return Refuse(
                $"unknown field {Wording.Quote(name)}",
                inSpec ? $"did you mean 'spec.{_path}'?" : Wording.Suggest(name, known, $"fields here are {Wording.List(known)}"));
        }

        return Put(map.Find(name)?.Value, field, at + 1) is { } value ? map.With(name, value) : null;
    }

    private ManifestNode? PutEntry(ManifestNode? node, FieldSchema schema, int at)
    {
        var name = _segments[at];
        var list = node is { Kind: NodeKind.List } ? node : new ManifestNode(NodeKind.List, Here);
        var old = list.Elements.FirstOrDefault(entry => entry.Find(schema.Key!)?.Value.Text == name);
        var entry = old ?? new ManifestNode(NodeKind.Map, Here).With(schema.Key!, Scalar(name));
        var element = schema.Element!;
        var changed = at + 1 < _segments.Length ? PutField(entry, element, at + 1) : PutWhole(entry, schema);
        return changed is null ? null
            : list with { Elements = old is null ? list.Elements.Add(changed) : list.Elements.Replace(old, changed) };
    }

    /// <summary>A path that ends at an entry of a list means its value, or else the whole entry but its name.</summary>
    private ManifestNode? PutWhole(ManifestNode entry, FieldSchema list)
    {
        var element = list.Element!;
        if (element.Find("value") is { } value)
        {
            return ReadValue(value) is { } read ? entry.With("value", read) : null;
        }

        return ReadValue(element) switch
        {
            null => null,
            { Kind: NodeKind.Map } map => map.With(list.Key!, entry.Find(list.Key!)!.Value.Value),
            _ => Refuse("the entry has several fields", $"name one of {Wording.List(element.Fields.Select(field => field.Name))}"),
        };
    }

    private ManifestNode? ReadValue(FieldSchema schema)
    {
        if (schema.Type is FieldType.Text or FieldType.Choice or FieldType.Quantity && _value is not ['"' or '\'', ..])
        {
            return Scalar(_value);
        }

        if (string.IsNullOrWhiteSpace(_value))
        {
            return Refuse("has no value", $"write {SchemaWording.Wanted(schema)}");
        }

        var node = YamlTree.Parse(Source, _value, out var error);
        return node is null ? Refuse(error!.Message, error.Fix) : Relocated(node);
    }

    private ManifestNode? Refuse(string message, string fix)
    {
        _errors.Add(Here.Error(_path, message, fix));
        return null;
    }

    private static ManifestNode Scalar(string text) => new(NodeKind.Scalar, Here) { Text = text, Quoted = true };

    /// <summary>An override wins over whatever is there, even what could have no fields.</summary>
    private static ManifestNode MapOr(ManifestNode? node) => node is { Kind: NodeKind.Map } ? node : new ManifestNode(NodeKind.Map, Here);

    private static ManifestNode Relocated(ManifestNode node) => node with
    {
        At = Here,
        Elements = [.. node.Elements.Select(Relocated)],
        Fields = [.. node.Fields.Select(field => new ManifestField(field.Name, Here, Relocated(field.Value)))],
    };
}
