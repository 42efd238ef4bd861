using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Validation;

/// <summary>
/// A rule about fields that are each right by themselves. It runs only when nothing was reported about any of the paths that it
/// reads (or above or below them), so one cause gives one error.
/// </summary>
internal sealed record Rule(ImmutableArray<string> Reads, Func<RuleInput, IEnumerable<Problem>> Find);
