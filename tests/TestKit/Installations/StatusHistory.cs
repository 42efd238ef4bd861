using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.TestKit.Installations;

/// <summary>Every status that a job has had since it is listened to, as the API server told them. Safe for use by several threads.</summary>
public sealed class StatusHistory : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ParallelJobStatus> _all = [];
    private readonly ResourceKey _key;
    private WatchedStore<JobResource>? _watch;

    private StatusHistory(ResourceKey key) => _key = key;

    public static async Task<StatusHistory> OfAsync(Installation installation, string name)
    {
        var history = new StatusHistory(installation.Space.Key(name));
        history._watch = await installation.Space.WatchAsync<JobResource>(heard: (_, after) => history.Hear(after));
        return history;
    }

    /// <summary>All, when the newest is so.</summary>
    public async Task<IReadOnlyList<ParallelJobStatus>> UntilAsync(Func<ParallelJobStatus, bool> holds, CancellationToken cancellationToken = default)
    {
        await _watch!.UntilAsync(_key, job => job.Status is not null && holds(StatusReading.Of(job)), "to be as it was heard elsewhere", cancellationToken: cancellationToken);
        lock (_lock)
        {
            return [.. _all];
        }
    }

    public ValueTask DisposeAsync() => _watch!.DisposeAsync();

    private void Hear(JobResource? after)
    {
        if (after?.Status is null || ResourceKey.Of(after.Metadata) != _key)
        {
            return;
        }

        lock (_lock)
        {
            _all.Add(StatusReading.Of(after));
        }
    }
}
