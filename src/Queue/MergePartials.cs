namespace ParallelJobs.Queue;

/// <summary>
/// Merges partials into the result folded so far and returns the new result, all in the reducer's bytes. Must be commutative and
/// associative, and a pure function of its arguments; <paramref name="folded"/> is empty before the first fold.
/// </summary>
public delegate ReadOnlyMemory<byte> MergePartials(ReadOnlyMemory<byte> folded, IReadOnlyList<ReadOnlyMemory<byte>> partials);
