using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>
/// Holds a tree of nodes against a schema: unknown, repeated and missing fields, types, bounds, choices, forms. What is right becomes
/// JSON that the records can be read from; what is wrong becomes an error and is left out, with all that cannot be without it.
/// </summary>
internal sealed class StructureCheck
{
    /// <summary>A suggestion costs a comparison with every name; a text of nothing but mistakes gets no more than these.</summary>
    private const int MostSuggestions = 100;

    private readonly ImmutableArray<ManifestError>.Builder _errors;
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Origin> _origins = new(StringComparer.Ordinal);
    private readonly ScalarCheck _scalars;

    private StructureCheck(ImmutableArray<ManifestError>.Builder errors)
    {
        _errors = errors;
        _scalars = new ScalarCheck(Report);
    }

    public static Structure Run(ManifestNode root, FieldSchema schema, ImmutableArray<ManifestError>.Builder errors)
    {
        var check = new StructureCheck(errors);
        check._origins.Add("", root.At);
        var valid = check.ReadFields(root, schema, "");
        check.ReportMissing(valid, schema, "", root.At);
        return new Structure(valid, check._broken, check._origins);
    }

    private JsonNode? Read(ManifestNode node, FieldSchema schema, string path, Origin key)
    {
        _origins.TryAdd(path, node.Kind == NodeKind.Scalar ? node.At : key);
        switch (schema.Type, node.Kind)
        {
            case (FieldType.Object, NodeKind.Map):
                return ReadObject(node, schema, path, key);
            case (FieldType.Map, NodeKind.Map):
                return ReadMap(node, schema, path, key);
            case (FieldType.List, NodeKind.List):
                return ReadList(node, schema, path, key);
            case (FieldType.Object or FieldType.Map or FieldType.List, _):
            case (_, NodeKind.Map or NodeKind.List):
                Report(node.At, path, $"must be {SchemaWording.Wanted(schema)}, is {SchemaWording.Found(node)}", SchemaWording.FixOf(schema, node));
                return null;
            default:
                return _scalars.Read(node, schema, path);
        }
    }

    private JsonObject? ReadObject(ManifestNode node, FieldSchema schema, string path, Origin key)
    {
        var result = ReadFields(node, schema, path);
        return ReportMissing(result, schema, path, key) ? null : result;
    }

    private JsonObject ReadFields(ManifestNode node, FieldSchema schema, string path)
    {
        var result = new JsonObject();
        foreach (var field in FieldsOnce(node, path))
        {
            if (schema.Find(field.Name) is not { } known)
            {
                ReportUnknown(field, schema, path);
            }
            else if (Read(field.Value, known, FieldPath.Child(path, field.Name), field.At) is { } value)
            {
                result[field.Name] = value;
            }
        }

        return result;
    }

    /// <summary>Whether a required field is not in the result; one that was given but is wrong has been reported already.</summary>
    private bool ReportMissing(JsonObject result, FieldSchema schema, string path, Origin key)
    {
        var isAnyMissing = false;
        foreach (var field in schema.Fields.Where(field => field.Schema.Required && !result.ContainsKey(field.Name)))
        {
            isAnyMissing = true;
            var child = FieldPath.Child(path, field.Name);
            if (!_broken.Any(broken => FieldPath.AreRelated(broken, child)))
            {
                Report(key, child, "is missing", $"add {field.Name}: {SchemaWording.Wanted(field.Schema)}");
            }
        }

        return isAnyMissing;
    }

    private JsonObject? ReadMap(ManifestNode node, FieldSchema schema, string path, Origin key)
    {
        var result = new JsonObject();
        foreach (var field in FieldsOnce(node, path))
        {
            var child = FieldPath.Entry(path, Wording.Plain(field.Name));
            if (field.Name.Length > schema.MaxLength || !schema.Form!.Matches(field.Name))
            {
                Report(field.At, child, $"the key must be {schema.Form!.Words}, at most {schema.MaxLength} characters", "rename the key");
            }
            else if (Read(field.Value, schema.Element!, child, field.At) is { } value)
            {
                result[field.Name] = value;
            }
        }

        return IsCountRight(node.Fields.Length, schema, path, key) ? result : null;
    }

    private JsonArray? ReadList(ManifestNode node, FieldSchema schema, string path, Origin key)
    {
        if (!IsCountRight(node.Elements.Length, schema, path, key))
        {
            return null;
        }

        var result = new JsonArray();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, element) in node.Elements.Index())
        {
            var named = schema.Key is not { } of ? null : of.Length == 0 ? element : element.Find(of)?.Value;
            var name = named is { Kind: NodeKind.Scalar, Text.Length: > 0 } ? named.Text : null;
            var child = FieldPath.Entry(path, schema.Key is { Length: > 0 } && name is not null ? Wording.Plain(name) : $"{index}");
            if (name is not null && !names.Add(name))
            {
                Report(named!.At, child, $"{Wording.Quote(name)} stands twice in the list", "remove one of the two");
            }
            else if (Read(element, schema.Element!, child, element.At) is { } value)
            {
                result.Add(value);
            }
        }

        return result;
    }

    /// <summary>The fields, each name once; a repetition is an error and its value is not looked at.</summary>
    private IEnumerable<ManifestField> FieldsOnce(ManifestNode map, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in map.Fields)
        {
            if (names.Add(field.Name))
            {
                yield return field;
            }
            else
            {
                Report(field.At, FieldPath.Child(path, Wording.Plain(field.Name)), "stands twice", "remove one of the two");
            }
        }
    }

    private bool IsCountRight(int count, FieldSchema schema, string path, Origin key)
    {
        if (count >= schema.MinItems && count <= schema.MaxItems)
        {
            return true;
        }

        var wanted = schema.MinItems > 0 ? $"{schema.MinItems} to {schema.MaxItems}" : $"at most {schema.MaxItems}";
        Report(key, path, $"has {count} {(count == 1 ? "entry" : "entries")}", $"give it {wanted}");
        return false;
    }

    private void ReportUnknown(ManifestField field, FieldSchema schema, string path)
    {
        var known = schema.Fields.Select(one => one.Name).ToArray();
        if (_errors.Count >= MostSuggestions)
        {
            Report(field.At, FieldPath.Child(path, Wording.Plain(field.Name)), "unknown field", "remove it");
            return;
        }

        if (NearestName.Of(field.Name, known) is { } nearest)
        {
            // The mistyped field is the one cause: it must not also be reported as missing.
            _broken.Add(FieldPath.Child(path, nearest));
        }

        Report(
            field.At,
            FieldPath.Child(path, Wording.Plain(field.Name)),
            "unknown field",
            Wording.Suggest(field.Name, known, SchemaWording.PlaceOf(field.Name) is { } place
                ? $"it belongs to {place}: check the indentation"
                : $"remove it; fields here are {Wording.List(known)}"));
    }

    private void Report(Origin at, string path, string message, string fix)
    {
        _broken.Add(path);
        _errors.Add(at.Error(path, message, fix));
    }
}
