using ParallelJobs.Queue;

namespace ParallelJobs.Cli.Output;

/// <summary>Shows on stderr how a run is getting on. Used by one thread at a time.</summary>
internal interface IProgressView
{
    void Show(JobProgress progress, TimeSpan elapsed);

    /// <summary>Takes back what it shows now, since the result comes.</summary>
    void Clear();
}
