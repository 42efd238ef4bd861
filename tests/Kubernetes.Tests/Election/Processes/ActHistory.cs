using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

/// <summary>
/// All writes of leaders in the server's order, by a watch that goes on from where it broke. A server that is restarted under it must have no watch
/// cache, which would have forgotten. Safe for use by several threads.
/// </summary>
internal sealed class ActHistory(KubernetesClient client, string @namespace)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly List<Act> _all = [];
    private string _version = "";

    public Signal Changed { get; } = new();

    public IReadOnlyList<Act> All
    {
        get { lock (_lock) { return [.. _all]; } }
    }

    /// <summary>Up to where it has come.</summary>
    public string Version
    {
        get { lock (_lock) { return _version; } }
    }

    /// <summary>Until it is cancelled.</summary>
    public async Task FollowAsync(ConfigMap from, CancellationToken cancellationToken)
    {
        Take(from);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var change in client.WatchAsync<ConfigMap>(new(@namespace, Fields: "metadata.name=role"), Version, Longest, cancellationToken))
                {
                    Take(change.Object);
                }
            }
            catch (KubernetesException exception) when (exception.IsTransient)
            {
                // Away: the tests know for how long.
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Later leaders have higher epochs, and each epoch is of one process alone: so nobody wrote in between.</summary>
    public void AssertFenced()
    {
        var all = All;
        for (var index = 1; index < all.Count; index++)
        {
            var (before, after) = (all[index - 1], all[index]);
            Assert.True(
                after.Epoch > before.Epoch || (after.Epoch == before.Epoch && after.Identity == before.Identity),
                $"{after} came after {before}, write {index} of {all.Count}");
        }
    }

    private void Take(ConfigMap map)
    {
        lock (_lock)
        {
            _version = map.Metadata.ResourceVersion!;
            if (Act.Of(map) is { } act)
            {
                _all.Add(act);
            }
        }

        Changed.Raise();
    }
}
