namespace ParallelJobs.Cli.Bench;

/// <summary>One run of the experiment: its wall-clock time, its result as JSON and the name of the exact result.</summary>
internal sealed record Measurement(double Seconds, string Value, string Digest);
