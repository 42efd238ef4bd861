namespace ParallelJobs.Benchmarks.Measures.Operators;

/// <summary>What an operator of many jobs did.</summary>
/// <param name="Late">Seconds from an edit of a running job until the status of that generation is heard, 99th of 100.</param>
/// <param name="Median">The same, median.</param>
/// <param name="Megabytes">The most memory that the operator held.</param>
/// <param name="Cores">Of the operator, while jobs ran.</param>
/// <param name="IdleWrites">Requests that change something, but for the lease, in two minutes in which no job ran.</param>
internal sealed record FleetReading(double Late, double Median, double Megabytes, double Cores, long IdleWrites);
