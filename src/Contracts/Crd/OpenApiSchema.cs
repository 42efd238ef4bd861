using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Crd;

/// <summary>A <see cref="FieldSchema"/> as a structural OpenAPI v3 schema, with the rules that stand at its path. Pure.</summary>
internal sealed class OpenApiSchema(IEnumerable<CrdRule> rules)
{
    private readonly ILookup<string, CrdRule> _rules = rules.ToLookup(rule => rule.Path, StringComparer.Ordinal);

    public JsonObject Of(FieldSchema schema, string path)
    {
        var result = new JsonObject { ["description"] = schema.Description };
        foreach (var (name, value) in Shape(schema, path))
        {
            result[name] = value;
        }

        foreach (var (name, value) in Defaults(path))
        {
            result[name] = value;
        }

        if (RulesOf(path) is { Count: > 0 } validations)
        {
            result["x-kubernetes-validations"] = validations;
        }

        return result;
    }

    public JsonArray RulesOf(string path) =>
        new([.. _rules[path].Select(rule => new JsonObject { ["rule"] = rule.Expression, ["message"] = rule.Message })]);

    /// <summary>The scale subresource works on what is there: so these, alone of all defaults, are written into the object.</summary>
    private static IEnumerable<(string Name, JsonNode Value)> Defaults(string path) => path switch
    {
        "spec.workers" => [("default", new JsonObject())],
        "spec.workers.replicas" => [("default", WorkersDefaults.Replicas)],
        _ => [],
    };

    private IEnumerable<(string Name, JsonNode Value)> Shape(FieldSchema schema, string path) => schema.Type switch
    {
        FieldType.Object => ObjectShape(schema, path),
        FieldType.Map => [("type", "object"), ("maxProperties", schema.MaxItems), ("additionalProperties", Of(schema.Element!, $"{path}[]"))],
        FieldType.List => ListShape(schema, path),
        FieldType.Text => TextShape(schema),
        FieldType.Choice => [("type", "string"), ("enum", Strings(schema.Choices))],
        FieldType.Integer => IntegerShape(schema),
        FieldType.WholeNumber => [.. IntOrString(schema), .. Bounds(schema)],
        FieldType.Quantity => [.. IntOrString(schema), ("maxLength", schema.MaxLength), ("minimum", 0)],
        FieldType.Boolean => [("type", "boolean")],
        _ => [("type", "string"), ("format", "date-time")],
    };

    private IEnumerable<(string Name, JsonNode Value)> ObjectShape(FieldSchema schema, string path)
    {
        yield return ("type", "object");
        if (schema.Fields.Any(field => field.Schema.Required))
        {
            yield return ("required", Strings(schema.Fields.Where(field => field.Schema.Required).Select(field => field.Name)));
        }

        yield return (
            "properties",
            new JsonObject(schema.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Of(field.Schema, Child(path, field.Name))))));
    }

    private IEnumerable<(string Name, JsonNode Value)> ListShape(FieldSchema schema, string path)
    {
        yield return ("type", "array");
        yield return ("x-kubernetes-list-type", schema.Key switch { null => "atomic", "" => "set", _ => "map" });
        if (schema.Key is { Length: > 0 } key)
        {
            yield return ("x-kubernetes-list-map-keys", Strings([key]));
        }

        if (schema.MinItems > 0)
        {
            yield return ("minItems", schema.MinItems);
        }

        yield return ("maxItems", schema.MaxItems);
        yield return ("items", Of(schema.Element!, $"{path}[]"));
    }

    private static IEnumerable<(string Name, JsonNode Value)> TextShape(FieldSchema schema)
    {
        yield return ("type", "string");
        if (schema.MinLength > 0)
        {
            yield return ("minLength", schema.MinLength);
        }

        yield return ("maxLength", schema.MaxLength);
        if (schema.Form is { } form)
        {
            yield return ("pattern", form.Pattern);
        }
    }

    private static IEnumerable<(string Name, JsonNode Value)> IntegerShape(FieldSchema schema) =>
        [("type", "integer"), ("format", schema.Maximum <= int.MaxValue ? "int32" : "int64"), .. Bounds(schema)];

    private static IEnumerable<(string Name, JsonNode Value)> IntOrString(FieldSchema schema) =>
    [
        ("x-kubernetes-int-or-string", true),
        ("anyOf", new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" })),
        ("pattern", schema.Form!.Pattern),
    ];

    /// <summary>Bounds are read as doubles: only those that are exact ones are said, and the ends of 64 bits go without saying.</summary>
    private static IEnumerable<(string Name, JsonNode Value)> Bounds(FieldSchema schema)
    {
        if (IsExact(schema.Minimum))
        {
            yield return ("minimum", (long)schema.Minimum);
        }

        if (IsExact(schema.Maximum))
        {
            yield return ("maximum", (long)schema.Maximum);
        }
    }

    private static bool IsExact(Int128 bound) => bound > long.MinValue && bound < long.MaxValue && (Int128)(double)bound == bound;

    private static string Child(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static JsonArray Strings(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);
}
