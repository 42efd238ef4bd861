using System.Collections.Immutable;
using System.Globalization;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>
/// What OpenAPI cannot say of whole numbers that are strings, their bounds, and of maps, their keys. A string of 19 digits, which its
/// pattern sees to, always fits CEL's unsigned integers; that of a signed one does without its sign.
/// </summary>
internal static class BoundExpressions
{
    public static readonly ImmutableArray<CrdRule> All = [.. Below(SpecSchema.Spec, "spec")];

    private static IEnumerable<CrdRule> Below(FieldSchema schema, string path) => schema.Type switch
    {
        FieldType.WholeNumber => [Bounds(schema, path)],
        FieldType.Object => schema.Fields.SelectMany(field => Below(field.Schema, $"{path}.{field.Name}")),
        FieldType.List => Below(schema.Element!, $"{path}[]"),
        FieldType.Map => [Keys(schema, path)],
        _ => [],
    };

    private static CrdRule Keys(FieldSchema schema, string path) => new(
        path,
        string.Create(CultureInfo.InvariantCulture, $"self.all(key, size(key) <= {schema.MaxLength} && key.matches('{schema.Form!.Pattern}'))"),
        string.Create(CultureInfo.InvariantCulture, $"{path}: a key must be {schema.Form.Words}, of at most {schema.MaxLength} characters"));

    private static CrdRule Bounds(FieldSchema schema, string path)
    {
        var within = schema.Minimum < 0
            ? $"(self.startsWith('-') ? uint(self.substring(1)) <= {-schema.Minimum}u : uint(self) <= {schema.Maximum}u)"
            : schema.Minimum == 0 ? $"uint(self) <= {schema.Maximum}u" : $"uint(self) >= {schema.Minimum}u && uint(self) <= {schema.Maximum}u";
        return new(
            path,
            $"type(self) != string || {(schema.Minimum < 0 ? within : $"({within})")}",
            string.Create(CultureInfo.InvariantCulture, $"{path}: write a whole number from {schema.Minimum} to {schema.Maximum}"));
    }
}
