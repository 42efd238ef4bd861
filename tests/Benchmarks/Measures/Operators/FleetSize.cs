namespace ParallelJobs.Benchmarks.Measures.Operators;

/// <summary>How many jobs, and how long they are looked at.</summary>
/// <param name="Finished">That completed before.</param>
/// <param name="Running">Each with one worker.</param>
/// <param name="Edits">Of running jobs, one at a time.</param>
/// <param name="IdleSeconds">For which nothing runs.</param>
internal sealed record FleetSize(int Finished, int Running, int Edits, int IdleSeconds);
