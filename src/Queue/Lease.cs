namespace ParallelJobs.Queue;

/// <summary>The right to compute a range of positions.</summary>
/// <param name="Token">Random; whoever settles must name it.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Solo">
/// The range was lost once. Its worker holds no other lease, and reports a single leaf as begun, in an exchange of its own, before it
/// computes it.
/// </param>
/// <param name="ExpiresIn">Counted by the worker's own monotonic clock from before it sent the report.</param>
public sealed record Lease(Guid Token, PositionRange Range, int Attempt, bool Solo, TimeSpan ExpiresIn);
