using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Tests;

/// <summary>Walks schemas and makes values that fit them.</summary>
internal static class SchemaWalk
{
    /// <summary>Every schema below and with this one, by path; entries of lists and maps as <c>[]</c>.</summary>
    public static IEnumerable<(string Path, FieldSchema Schema)> All(FieldSchema schema, string path)
    {
        yield return (path, schema);
        var below = schema.Fields.SelectMany(field => All(field.Schema, $"{path}.{field.Name}"))
            .Concat(schema.Element is { } element ? All(element, path + "[]") : []);
        foreach (var found in below)
        {
            yield return found;
        }
    }

    /// <summary>A value with every field set. <paramref name="variant"/> 0 and 1 differ in every leaf.</summary>
    public static JsonNode Full(FieldSchema schema, int variant) => schema.Type switch
    {
        FieldType.Object => new JsonObject(schema.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Full(field.Schema, variant)))),
        FieldType.Map => new JsonObject([KeyValuePair.Create("k", (JsonNode?)Full(schema.Element!, variant))]),
        FieldType.List => new JsonArray([.. Enumerable.Range(0, Math.Max(1, schema.MinItems)).Select(_ => Full(schema.Element!, variant))]),
        FieldType.Text => TextOf(schema, variant),
        FieldType.Choice => schema.Choices[Math.Min(variant, schema.Choices.Length - 1)],
        FieldType.Integer or FieldType.WholeNumber => (long)schema.Minimum + 1 + variant,
        FieldType.Quantity => variant == 0 ? "1Gi" : "2",
        FieldType.Boolean => variant == 0,
        _ => $"2026-01-0{variant + 1}T00:00:00Z",
    };

    /// <summary>The longest value that fits, in plain text.</summary>
    public static JsonNode Fattest(FieldSchema schema) => schema.Type switch
    {
        FieldType.Object => new JsonObject(schema.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Fattest(field.Schema)))),
        FieldType.List => new JsonArray([.. Enumerable.Range(0, schema.MaxItems).Select(_ => Fattest(schema.Element!))]),
        FieldType.Text => new string('x', schema.MaxLength),
        FieldType.Choice => schema.Choices.MaxBy(choice => choice.Length)!,
        FieldType.Integer or FieldType.WholeNumber => $"{schema.Maximum}",
        FieldType.Time => "2026-01-01T00:00:00Z",
        _ => throw new NotSupportedException($"{schema.Type}"),
    };

    private static string TextOf(FieldSchema schema, int variant)
    {
        string[] candidates = [$"a{variant}", $"/a{variant}", $"{variant}", $"sha256:{new string(variant == 0 ? 'a' : 'b', 64)}"];
        return candidates.First(text => schema.Form?.Matches(text) != false);
    }
}
