using System.Reflection;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Tests;

/// <summary>docs/api.md has one row for each field of the schema and none besides; of what it says, the meaning is the schema's own.</summary>
public sealed class ApiDocumentTests
{
    private static string Documents { get; } = typeof(ApiDocumentTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Documents").Value!;

    [Theory]
    [InlineData("## Spec", "spec")]
    [InlineData("## Status", "status")]
    public void Every_field_has_one_row_with_its_meaning(string heading, string field)
    {
        var root = field == "spec" ? SpecSchema.Spec : StatusSchema.Status;
        var described = SchemaWalk.All(root, field).Skip(1)
            .Where(found => !IsBelowWorkers(found.Path) && !IsPlainEntry(found))
            .Select(found => (found.Path[(field.Length + 1)..], found.Schema.Description));
        Assert.Equal(described.Order(), Rows(heading).Order());
    }

    /// <summary>The pod fields are Kubernetes' own, and told in one row.</summary>
    private static bool IsBelowWorkers(string path) =>
        path.Count(letter => letter is '.' or '[') > 2 && path.StartsWith("spec.workers.", StringComparison.Ordinal);

    /// <summary>An entry of a map, or of a list of objects whose fields have rows of their own.</summary>
    private static bool IsPlainEntry((string Path, FieldSchema Schema) found) =>
        found.Path.EndsWith("[]", StringComparison.Ordinal) && found.Schema.Type == FieldType.Object;

    private static IEnumerable<(string Field, string Meaning)> Rows(string heading) => File
        .ReadLines(Path.Combine(Documents, "api.md"))
        .SkipWhile(line => line != heading)
        .Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split(" | "))
        .Select(cells => (cells[0].Trim('|', ' ', '`'), cells[^1].Trim('|', ' ')));
}
