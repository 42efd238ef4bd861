using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Validation;

/// <summary>What may not change once a job exists: every field that its schema does not call mutable. Pure.</summary>
public static class Immutability
{
    private const string StartAgain = "set it back, or create a job of another name";

    /// <summary>What <paramref name="changed"/> may not say where <paramref name="accepted"/>, both as written, was said before.</summary>
    public static ImmutableArray<ManifestError> Check(ParallelJobSpec accepted, ParallelJobSpec changed)
    {
        var problems = Fixed(ToJson(accepted), ToJson(changed), SpecSchema.Spec, "spec").Concat(OneWay(accepted, changed));
        return [.. problems.Select(problem => new ManifestError("", 0, 0, problem.Field, problem.Message, problem.Fix))];
    }

    private static JsonNode? ToJson(ParallelJobSpec spec) => JsonSerializer.SerializeToNode(spec, ContractsJsonContext.Default.ParallelJobSpec);

    /// <summary>
    /// Below an object that holds something mutable each field stands for itself, whether or not the object is there; elsewhere a
    /// field that comes, goes or differs is reported as deep as it can be named.
    /// </summary>
    private static IEnumerable<Problem> Fixed(JsonNode? before, JsonNode? after, FieldSchema schema, string path)
    {
        if (schema.Mutable || JsonNode.DeepEquals(before, after))
        {
            return [];
        }

        if (schema.Type == FieldType.Object && (schema.HasMutable || (before is not null && after is not null)))
        {
            return schema.Fields.SelectMany(field => Fixed(before?[field.Name], after?[field.Name], field.Schema, FieldPath.Child(path, field.Name)));
        }

        var what = (before, after) switch
        {
            (null, _) => "was not set",
            (_, null) => $"was {Brief(before)} and is gone",
            _ => $"was {Brief(before)}, now is {Brief(after)}",
        };
        return [new Problem(path, $"cannot change once the job exists; it {what}", StartAgain)];
    }

    private static IEnumerable<Problem> OneWay(ParallelJobSpec accepted, ParallelJobSpec changed)
    {
        if (accepted.Cancel == true && changed.Cancel != true)
        {
            yield return new Problem("spec.cancel", "a cancelled job stays cancelled", "leave it true, and create a job of another name");
        }

        if ((changed.RetryFailed ?? 0) < (accepted.RetryFailed ?? 0))
        {
            yield return new Problem(
                "spec.retryFailed",
                $"only counts up, and {changed.RetryFailed ?? 0} is below {accepted.RetryFailed}",
                $"write {accepted.RetryFailed} to leave it, {accepted.RetryFailed + 1L} to try the dead ranges again");
        }
    }

    private static string Brief(JsonNode node) => node is JsonValue ? Wording.Plain(node.ToString()) : Wording.Plain(node.ToJsonString());
}
