using System.Globalization;
using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Resource.Pods;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>Holds one scalar against its schema; <paramref name="report"/> takes where, path, what is wrong and the fix.</summary>
internal sealed class ScalarCheck(Action<Origin, string, string, string> report)
{
    /// <summary>The value as JSON, or null after a report.</summary>
    public JsonNode? Read(ManifestNode node, FieldSchema schema, string path) => schema.Type switch
    {
        FieldType.Text => ReadText(node, schema, path),
        FieldType.Choice => ReadChoice(node, schema, path),
        FieldType.Integer => ReadInteger(node, schema, path),
        FieldType.WholeNumber => ReadWholeNumber(node, schema, path),
        FieldType.Quantity => ReadQuantity(node, schema, path),
        FieldType.Boolean => ReadBoolean(node, schema, path),
        _ => ReadTime(node, schema, path),
    };

    private JsonValue? ReadText(ManifestNode node, FieldSchema schema, string path)
    {
        if (node.ScalarType != ScalarType.String)
        {
            return RefuseType(node, schema, path);
        }

        var text = node.Text;
        if (text.Length < schema.MinLength)
        {
            return Refuse(node, path, "is empty", $"write {SchemaWording.Wanted(schema)}");
        }

        if (text.Length > schema.MaxLength)
        {
            return Refuse(node, path, $"has {text.Length} characters, at most {schema.MaxLength} are allowed", "shorten it");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return Refuse(node, path, "holds a NUL character", "remove it");
        }

        return schema.Form is not { } form || form.Matches(text)
            ? JsonValue.Create(text)
            : Refuse(node, path, $"{Wording.Quote(text)} is not {form.Words}", "rewrite it");
    }

    private JsonValue? ReadChoice(ManifestNode node, FieldSchema schema, string path) => node.ScalarType switch
    {
        ScalarType.String when schema.Choices.Contains(node.Text) => JsonValue.Create(node.Text),
        ScalarType.String => Refuse(
            node,
            path,
            $"{Wording.Quote(node.Text)} is not one of {Wording.List(schema.Choices)}",
            Wording.Suggest(node.Text, schema.Choices, "write one of these")),
        _ => RefuseType(node, schema, path),
    };

    private JsonValue? ReadInteger(ManifestNode node, FieldSchema schema, string path) =>
        node.ScalarType == ScalarType.Integer ? ReadBounded(node, schema, path) : RefuseType(node, schema, path);

    private JsonValue? ReadWholeNumber(ManifestNode node, FieldSchema schema, string path) => node.ScalarType switch
    {
        ScalarType.Integer => ReadBounded(node, schema, path),
        ScalarType.String when schema.Form!.Matches(node.Text) => ReadBounded(node, schema, path),
        _ => RefuseType(node, schema, path),
    };

    private JsonValue? ReadBounded(ManifestNode node, FieldSchema schema, string path)
    {
        // More digits than an Int128 holds are as far out of bounds as those that it does.
        var value = Int128.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : node.Text.StartsWith('-') ? Int128.MinValue : Int128.MaxValue;
        var isBelow = value < schema.Minimum;
        if (isBelow || value > schema.Maximum)
        {
            var bound = isBelow ? $"below the least allowed, {schema.Minimum}" : $"above the most allowed, {schema.Maximum}";
            return Refuse(node, path, $"{Wording.Plain(node.Text)} is {bound}", $"write {SchemaWording.Wanted(schema)}");
        }

        return schema.Type == FieldType.Integer
            ? JsonValue.Create((long)value)
            : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));
    }

    private JsonValue? ReadQuantity(ManifestNode node, FieldSchema schema, string path)
    {
        if (node.ScalarType == ScalarType.OtherNumber)
        {
            return Refuse(
                node,
                path,
                $"{Wording.Plain(node.Text)} is not a whole number",
                $"put it in quotes: \"{Wording.Plain(node.Text)}\"");
        }

        if (node.ScalarType is not (ScalarType.String or ScalarType.Integer))
        {
            return RefuseType(node, schema, path);
        }

        return node.Text.Length <= schema.MaxLength && schema.Form!.Matches(node.Text) && Quantity.TryParse(node.Text, out _)
            ? JsonValue.Create(node.Text)
            : Refuse(
                node,
                path,
                $"{Wording.Quote(node.Text)} is not {TextForms.Quantity.Words}",
                "write a number and a unit: n, u, m, k, M, G, Ki, Mi, Gi, ...");
    }

    private JsonValue? ReadBoolean(ManifestNode node, FieldSchema schema, string path) =>
        node.ScalarType == ScalarType.Boolean
            ? JsonValue.Create(node.Text[0] is 't' or 'T')
            : RefuseType(node, schema, path);

    private JsonValue? ReadTime(ManifestNode node, FieldSchema schema, string path) =>
        node.ScalarType == ScalarType.String
        && DateTimeOffset.TryParse(node.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? JsonValue.Create(time.ToUniversalTime())
            : RefuseType(node, schema, path);

    private JsonValue? RefuseType(ManifestNode node, FieldSchema schema, string path) =>
        Refuse(node, path, $"must be {SchemaWording.Wanted(schema)}, is {SchemaWording.Found(node)}", SchemaWording.FixOf(schema, node));

    private JsonValue? Refuse(ManifestNode node, string path, string message, string fix)
    {
        report(node.At, path, message, fix);
        return null;
    }
}
