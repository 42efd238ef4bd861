using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>A schema and a node in words.</summary>
internal static class SchemaWording
{
    /// <summary>What a field must be, to follow "must be".</summary>
    public static string Wanted(FieldSchema schema) => schema.Type switch
    {
        FieldType.Object => $"a map with fields such as {schema.Fields[0].Name}",
        FieldType.Map => "a map of keys and values",
        FieldType.List => "a list",
        FieldType.Choice => $"one of {Wording.List(schema.Choices)}",
        FieldType.Integer or FieldType.WholeNumber => $"a whole number from {schema.Minimum} to {schema.Maximum}",
        FieldType.Quantity => TextForms.Quantity.Words,
        FieldType.Boolean => "true or false",
        FieldType.Time => "a time such as 2026-01-31T12:00:00Z",
        _ => schema.Form?.Words ?? "a string",
    };

    /// <summary>What a node is, to follow "is".</summary>
    public static string Found(ManifestNode node) => (node.Kind, node.ScalarType) switch
    {
        (NodeKind.List, _) => "a list",
        (NodeKind.Map, _) => "a map",
        (_, ScalarType.Null) => "empty",
        (_, ScalarType.Integer or ScalarType.OtherNumber) => $"the number {Wording.Plain(node.Text)}",
        (_, ScalarType.Boolean) => $"the boolean {node.Text}",
        (_, ScalarType.OldBoolean) => $"{Wording.Quote(node.Text)}, a boolean to some readers of YAML",
        _ => $"the string {Wording.Quote(node.Text)}",
    };

    /// <summary>The object that has a field of this name, or null: a field is more often misplaced by its indentation than invented.</summary>
    public static string? PlaceOf(string name)
    {
        return Search(JobSchema.Job, "");

        string? Search(FieldSchema schema, string path) =>
            path.Length > 0 && schema.Find(name) is not null
                ? path
                : schema.Fields
                    .Where(field => field.Name != "status")
                    .Select(field => Search(field.Schema, FieldPath.Child(path, field.Name)))
                    .FirstOrDefault(found => found is not null);
    }

    /// <summary>What to do about a node of the wrong type.</summary>
    public static string FixOf(FieldSchema schema, ManifestNode node)
    {
        var isScalar = node.Kind == NodeKind.Scalar;
        return (schema.Type, node.ScalarType) switch
        {
            _ when isScalar && node.ScalarType == ScalarType.Null => "give it a value or remove it",
            (FieldType.Text, not ScalarType.String) when isScalar => $"put it in quotes: \"{Wording.Plain(node.Text)}\"",
            (FieldType.Boolean, ScalarType.String) when isScalar && node.Text is "true" or "false" => "remove the quotes",
            (FieldType.Integer, ScalarType.String) when isScalar && PlainScalar.TypeOf(node.Text) == ScalarType.Integer => "remove the quotes",
            (FieldType.Integer or FieldType.WholeNumber, ScalarType.OtherNumber) when isScalar => "write all its digits and nothing else",
            (FieldType.Object, _) => $"its fields are {Wording.List(schema.Fields.Select(field => field.Name))}",
            (FieldType.List, _) => "put each entry on a line of its own after '- ', or all in [ ]",
            _ => $"write {Wanted(schema)}",
        };
    }
}
