using System.Collections.Immutable;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>
/// What may not change once a job exists. A rule on an optional field does not run when the field comes or goes, so each stands at
/// <c>spec</c> and asks whether the field is there; below <c>workers</c>, part of which may change, each field stands for itself.
/// </summary>
internal static class ChangeExpressions
{
    private const string Spec = "spec";

    public static readonly ImmutableArray<CrdRule> All =
    [
        .. Fixed(SpecSchema.Spec, []),
        new(
            Spec,
            "!has(oldSelf.cancel) || !oldSelf.cancel || (has(self.cancel) && self.cancel)",
            "spec.cancel: a cancelled job stays cancelled; leave it true, and create a job of another name"),
        new(
            Spec,
            "!has(oldSelf.retryFailed) || oldSelf.retryFailed == 0 || (has(self.retryFailed) && self.retryFailed >= oldSelf.retryFailed)",
            "spec.retryFailed only counts up: write the number that it has, or one more to try the dead ranges again"),
    ];

    private static IEnumerable<CrdRule> Fixed(FieldSchema schema, ImmutableArray<string> path) => schema switch
    {
        { Mutable: true } => [],
        { HasMutable: true } => schema.Fields.SelectMany(field => Fixed(field.Schema, path.Add(field.Name))),
        _ => [new(
            Spec,
            Unchanged(schema, path),
            $"{Spec}.{string.Join('.', path)} cannot change once the job exists: set it back, or create a job of another name")],
    };

    private static string Unchanged(FieldSchema schema, ImmutableArray<string> path)
    {
        var (before, after) = ($"oldSelf.{string.Join('.', path)}", $"self.{string.Join('.', path)}");
        var (was, isGiven) = (IsGiven("oldSelf", path), IsGiven("self", path));
        return path.Length == 1
            ? $"{isGiven} == {was} && (!{isGiven} || {Same(schema, after, before)})"
            : $"({isGiven}) == ({was}) && (!({isGiven}) || {Same(schema, after, before)})";
    }

    /// <summary>The field and all above it are there.</summary>
    private static string IsGiven(string root, ImmutableArray<string> path) =>
        string.Join(" && ", Enumerable.Range(1, path.Length).Select(depth => $"has({root}.{string.Join('.', path.Take(depth))})"));

    /// <summary>Equal, and a whole number also to the string of its digits: programs that read and write a job choose between the two.</summary>
    private static string Same(FieldSchema schema, string after, string before)
    {
        if (schema.Type == FieldType.WholeNumber)
        {
            return $"string({after}) == string({before})";
        }

        return schema.Type == FieldType.Object && HoldsNumber(schema)
            ? $"({string.Join(" && ", schema.Fields.Select(field => SameField(field, after, before)))})"
            : $"{after} == {before}";
    }

    private static string SameField(NamedField field, string after, string before)
    {
        var (now, was) = ($"{after}.{field.Name}", $"{before}.{field.Name}");
        var same = Same(field.Schema, now, was);
        return field.Schema.Required ? same : $"has({now}) == has({was}) && (!has({now}) || {same})";
    }

    private static bool HoldsNumber(FieldSchema schema) =>
        schema.Type == FieldType.WholeNumber || schema.Fields.Any(field => HoldsNumber(field.Schema));
}
