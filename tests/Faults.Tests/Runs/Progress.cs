using ParallelJobs.Resources;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Faults.Tests.Runs;

/// <summary>All counts of completed items that a job's status ever had. Safe for use by several threads.</summary>
internal sealed class Progress
{
    private readonly Lock _lock = new();
    private readonly List<Int128> _counts = [];

    public Progress(WatchedStore<JobResource> jobs, string name) => jobs.Store.Changed += (_, after) =>
    {
        if (after?.Metadata.Name == name && StatusReading.Of(after).Items is { } items)
        {
            lock (_lock)
            {
                _counts.Add(items.Completed);
            }
        }
    };

    /// <summary>None is less than one before it.</summary>
    public void NeverWentBack()
    {
        lock (_lock)
        {
            Assert.Equal(_counts.Order(), _counts);
            Assert.NotEmpty(_counts);
        }
    }
}
