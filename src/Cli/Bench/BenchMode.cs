namespace ParallelJobs.Cli.Bench;

/// <summary>The three ways that the experiment compares.</summary>
internal enum BenchMode
{
    /// <summary>The kernel alone, leaf after leaf on one thread, without a queue: what the others are held against.</summary>
    Sequential,

    Threads,
    Processes,
}
