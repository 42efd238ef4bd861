namespace ParallelJobs.Queue;

/// <summary>The job's result as far as it is folded.</summary>
/// <param name="State">The state after the fold.</param>
/// <param name="Covered">The positions that <paramref name="Payload"/> is the result of.</param>
/// <param name="Payload">In the reducer's bytes; empty when nothing is covered.</param>
/// <param name="Version">One more for every fold that changed the result.</param>
public sealed record FoldedResult(JobState State, PositionSet Covered, ReadOnlyMemory<byte> Payload, long Version);
