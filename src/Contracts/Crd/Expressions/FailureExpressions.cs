using System.Collections.Immutable;
using System.Globalization;
using ParallelJobs.Contracts.Defaults;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>What happens to leaves that fail.</summary>
internal static class FailureExpressions
{
    public static readonly ImmutableArray<CrdRule> All =
    [
        new(
            "spec",
            "!has(self.maxFailedItems) || uint(self.maxFailedItems) == 0u || (has(self.retry) && has(self.retry.onExhausted) && self.retry.onExhausted == 'DeadLetter')",
            "spec.maxFailedItems: with onExhausted Fail the first dead leaf fails the job; remove it or set retry: { onExhausted: DeadLetter }"),
        new(
            "spec.retry",
            string.Create(
                CultureInfo.InvariantCulture,
                $"(has(self.backoffSeconds) ? self.backoffSeconds : {SpecDefaults.BackoffSeconds}) <= (has(self.maxBackoffSeconds) ? self.maxBackoffSeconds : {SpecDefaults.MaxBackoffSeconds})"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"spec.retry: the first wait, backoffSeconds ({SpecDefaults.BackoffSeconds} when unset), is longer than the longest, maxBackoffSeconds ({SpecDefaults.MaxBackoffSeconds} when unset); raise maxBackoffSeconds")),
    ];
}
