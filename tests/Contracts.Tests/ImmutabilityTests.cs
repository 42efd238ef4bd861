using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Schema;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Tests;

public sealed class ImmutabilityTests
{
    /// <summary>All that may change once a job exists; every other leaf of the schema may not.</summary>
    private static readonly string[] Mutable =
    [
        "spec.limits.maxInFlight", "spec.limits.perSecond", "spec.workers.replicas", "spec.maxFailedItems", "spec.suspend", "spec.cancel",
        "spec.retryFailed", "spec.activeDeadlineSeconds", "spec.ttlSecondsAfterFinished",
    ];

    /// <summary>Leaves of the schema: fields that are neither objects nor inside a list or map.</summary>
    public static TheoryData<string> Leaves => [.. LeafPaths(SpecSchema.Spec, "spec")];

    public static TheoryData<string> Fields => [.. SpecSchema.Spec.Fields.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Leaves))]
    public void A_leaf_that_differs_is_reported_unless_it_is_mutable(string path)
    {
        var before = SchemaWalk.Full(SpecSchema.Spec, 0);
        var after = before.DeepClone();
        Replace(after, path, SchemaWalk.Full(SchemaWalk.All(SpecSchema.Spec, "spec").First(found => found.Path == path).Schema, 1));
        // false is not a cancelled job that comes back: that way is a rule of its own.
        var (old, changed) = path == "spec.cancel" ? (after, before) : (before, after);
        var errors = Immutability.Check(SpecOf(old), SpecOf(changed));
        Assert.Equal(Mutable.Contains(path) ? [] : [path], errors.Select(error => error.Field));
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_that_comes_or_goes_is_reported_unless_it_is_mutable(string name)
    {
        var with = SchemaWalk.Full(SpecSchema.Spec, 0).AsObject();
        with["cancel"] = false;
        with["retryFailed"] = 0;
        var without = with.DeepClone().AsObject();
        without.Remove(name);
        var isMutable = SpecSchema.Spec.Find(name)!.Mutable;
        Assert.Equal(isMutable, Immutability.Check(SpecOf(without), SpecOf(with)).IsEmpty);
        Assert.Equal(isMutable, Immutability.Check(SpecOf(with), SpecOf(without)).IsEmpty);
    }

    [Fact]
    public void Workers_may_come_with_replicas_alone_as_the_scale_subresource_writes_them()
    {
        var spec = new ParallelJobSpec();
        Assert.Empty(Immutability.Check(spec, spec with { Workers = new WorkersSpec { Replicas = 5 } }));
    }

    [Fact]
    public void Mutable_fields_are_exactly_those_of_the_table() =>
        Assert.Equal(Mutable.Order(), LeafPaths(SpecSchema.Spec, "spec", isMutable: true).Order());

    [Fact]
    public void A_number_and_the_same_number_as_a_string_are_no_change()
    {
        var number = Manifests.JobOf("  range: { start: 0, end: 10 }\n  kernel: { name: series }");
        var text = Manifests.JobOf("  range: { start: \"0\", end: \"10\" }\n  kernel: { name: series }");
        Assert.Empty(Immutability.Check(number.Spec, text.Spec));
    }

    [Fact]
    public void Messages_say_what_changed_and_what_to_do_instead()
    {
        var before = new ParallelJobSpec { Range = new ItemRange(0, 10), Cancel = true, RetryFailed = 2 };
        var after = new ParallelJobSpec { Range = new ItemRange(0, 20), LeafSize = 5, RetryFailed = 1 };
        Assert.Equal(
            """
            spec.range.end: cannot change once the job exists; it was 10, now is 20; set it back, or create a job of another name
            spec.leafSize: cannot change once the job exists; it was not set; set it back, or create a job of another name
            spec.cancel: a cancelled job stays cancelled; leave it true, and create a job of another name
            spec.retryFailed: only counts up, and 1 is below 2; write 2 to leave it, 3 to try the dead ranges again
            """.ReplaceLineEndings("\n"),
            string.Join('\n', Immutability.Check(before, after)));
    }

    private static IEnumerable<string> LeafPaths(FieldSchema schema, string path, bool isMutable = false, bool inherited = false)
    {
        var mutable = inherited || schema.Mutable;
        return schema.Type == FieldType.Object
            ? schema.Fields.SelectMany(field => LeafPaths(field.Schema, $"{path}.{field.Name}", isMutable, mutable))
            : !isMutable || mutable ? [path] : [];
    }

    private static void Replace(JsonNode root, string path, JsonNode value)
    {
        var names = path.Split('.')[1..];
        var parent = names[..^1].Aggregate(root, (node, name) => node[name]!);
        parent[names[^1]] = value;
    }

    private static ParallelJobSpec SpecOf(JsonNode node) => node.Deserialize(ContractsJsonContext.Strict.ParallelJobSpec)!;
}
