using System.Collections.Immutable;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Validation;

/// <summary>What happens to leaves that fail.</summary>
internal static class FailureRules
{
    public static readonly ImmutableArray<Rule> All =
    [
        new(["spec.maxFailedItems", "spec.retry.onExhausted"], FailedItemsMatter),
        new(["spec.retry.backoffSeconds", "spec.retry.maxBackoffSeconds"], BackoffGrows),
    ];

    private static IEnumerable<Problem> FailedItemsMatter(RuleInput input) =>
        input.Spec.MaxFailedItems > 0 && input.OnExhausted == OnExhausted.Fail
            ? [new Problem(
                "spec.maxFailedItems",
                "with onExhausted Fail the first dead leaf fails the job",
                "remove it or set retry: { onExhausted: DeadLetter }")]
            : [];

    private static IEnumerable<Problem> BackoffGrows(RuleInput input)
    {
        var first = input.Spec.Retry?.BackoffSeconds ?? SpecDefaults.BackoffSeconds;
        var longest = input.Spec.Retry?.MaxBackoffSeconds ?? SpecDefaults.MaxBackoffSeconds;
        var field = input.Spec.Retry?.MaxBackoffSeconds is null ? "backoffSeconds" : "maxBackoffSeconds";
        return first > longest
            ? [new Problem(
                $"spec.retry.{field}",
                $"the first wait, {first} s, is longer than the longest, {longest} s",
                $"set maxBackoffSeconds to {first} or more")]
            : [];
    }
}
