using ParallelJobs.Cli.Output;
using ParallelJobs.Queue;

namespace ParallelJobs.Cli.Running;

/// <summary>Says once in every outage of the queue that there is one. Safe for use by several threads.</summary>
internal sealed class OutageNotice
{
    private int _isAway;

    public void Away(QueueUnavailableException why)
    {
        if (Interlocked.Exchange(ref _isAway, 1) == 0)
        {
            ErrorLine.Write($"{why.Message}; going on by itself");
        }
    }

    public void Back() => Volatile.Write(ref _isAway, 0);
}
