using System.Collections.Immutable;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Validation;

/// <summary>What is computed, and by what: the unions, the range, the items, the jobs before this one.</summary>
internal static class WorkRules
{
    public static readonly ImmutableArray<Rule> All =
    [
        new(["spec.range", "spec.items"], static input => ExactlyOne(
            "spec",
            ("range", input.Spec.Range is not null),
            ("items", input.Spec.Items is not null))),
        new(["spec.kernel", "spec.exec"], static input => ExactlyOne(
            "spec",
            ("kernel", input.Spec.Kernel is not null),
            ("exec", input.Spec.Exec is not null))),
        new(["spec.items"], ItemSource),
        new(["spec.range"], EndAfterStart),
        new(["spec.items"], SourceCanBeRead),
        new(["spec.dependsOn", "metadata.name"], NotOnItself),
        new(["spec.output", "spec.reduce", "spec.kernel.name", "spec.exec"], OutputOfList),
    ];

    /// <summary>Of the fields of one object, exactly one must be given.</summary>
    public static IEnumerable<Problem> ExactlyOne(string path, params ImmutableArray<(string Name, bool IsGiven)> fields)
    {
        var names = Wording.List(fields.Select(field => field.Name));
        var given = fields.Where(field => field.IsGiven).Select(field => field.Name).ToArray();
        return given.Length switch
        {
            0 => [new Problem(path, $"has none of {names}", "give exactly one of them")],
            1 => [],
            _ => [new Problem(
                FieldPath.Child(path, given[^1]),
                $"stands beside {Wording.List(given[..^1])}, but only one of {names} may",
                $"remove all but one of {Wording.List(given)}")],
        };
    }

    private static IEnumerable<Problem> ItemSource(RuleInput input) =>
        input.Spec.Items is not { } items ? [] : ExactlyOne(
            "spec.items",
            ("values", items.Values is not null),
            ("configMap", items.ConfigMap is not null),
            ("file", items.File is not null),
            ("persistentVolumeClaim", items.PersistentVolumeClaim is not null));

    private static IEnumerable<Problem> EndAfterStart(RuleInput input) =>
        input.Spec.Range is { } range && range.End <= range.Start
            ? [new Problem(
                "spec.range.end",
                $"{range.End} is not above start, {range.Start}",
                "end is the first item that is no longer computed: make it greater than start")]
            : [];

    private static IEnumerable<Problem> SourceCanBeRead(RuleInput input) => (input.Scope, input.Spec.Items) switch
    {
        (JobScope.Cluster, { File: not null }) =>
            [new Problem(
                "spec.items.file",
                "a cluster cannot read files of this machine",
                "put the items into values, a ConfigMap or a volume")],
        (JobScope.Local, { ConfigMap: not null }) => [NeedsCluster("configMap")],
        (JobScope.Local, { PersistentVolumeClaim: not null }) => [NeedsCluster("persistentVolumeClaim")],
        _ => [],
    };

    private static Problem NeedsCluster(string source) =>
        new($"spec.items.{source}", "can be read in a cluster only", "for a run on this machine name the items in file or values");

    private static IEnumerable<Problem> NotOnItself(RuleInput input) =>
        (input.Spec.DependsOn ?? [])
            .Index()
            .Where(entry => entry.Item == input.Job.Metadata.Name)
            .Select(entry => new Problem(
                $"spec.dependsOn[{entry.Index}]",
                "the job would wait for itself",
                "name another job or remove it"));

    private static IEnumerable<Problem> OutputOfList(RuleInput input) =>
        input.Spec.Output is not null && input.IsFunctionKnown && input.Reducer != ReducerName.List
            ? [new Problem(
                "spec.output",
                $"only a List is written to a volume, and the reducer is {input.Reducer}",
                "remove output or set reduce: { name: List }")]
            : [];
}
