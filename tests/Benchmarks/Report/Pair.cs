namespace ParallelJobs.Benchmarks.Report;

/// <summary>Our reading, and the peer's right after it; 0 where the row has no peer.</summary>
internal readonly record struct Pair(double Ours, double Peer);
