using System.Collections.Immutable;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Validation;

/// <summary>
/// The rules that no single field can break. They run in order, and what one reports silences those after it that read the same
/// fields: so what is basic stands first.
/// </summary>
public static class JobRules
{
    private static readonly ImmutableArray<Rule> All =
    [
        .. WorkRules.All, .. KernelRules.All, .. ReduceRules.All, .. LeafRules.All, .. ScheduleRules.All, .. FailureRules.All,
        .. ExecRules.All, .. WorkersRules.All, .. KernelRules.Last,
    ];

    /// <summary>
    /// Checks a job that came without text, such as one from the Kubernetes API, whose schema has checked types and bounds.
    /// The errors carry fields and no positions. Pure.
    /// </summary>
    public static ImmutableArray<ManifestError> Check(ParallelJob job, IReadOnlyList<KernelDescriptor> kernels, JobScope scope) =>
    [
        .. Check(new RuleInput(job, kernels, scope), ImmutableHashSet<string>.Empty)
            .Select(problem => new ManifestError("", 0, 0, problem.Field, problem.Message, problem.Fix)),
    ];

    /// <summary>Every problem; none that reads a path in <paramref name="broken"/>.</summary>
    internal static IReadOnlyList<Problem> Check(RuleInput input, IReadOnlySet<string> broken)
    {
        var silent = broken.ToHashSet(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var rule in All)
        {
            if (rule.Reads.Any(read => silent.Any(path => FieldPath.AreRelated(path, read))))
            {
                continue;
            }

            var found = rule.Find(input).ToArray();
            problems.AddRange(found);
            silent.UnionWith(found.SelectMany(problem => CausesOf(problem, rule)));
        }

        return problems;
    }

    /// <summary>The field reported, or what the rule read below it where that says more: "spec" has none of range and items.</summary>
    private static IEnumerable<string> CausesOf(Problem problem, Rule rule) =>
        rule.Reads
            .Where(read => read.Length > problem.Field.Length && FieldPath.AreRelated(read, problem.Field))
            .DefaultIfEmpty(problem.Field);
}
