using System.Collections.Concurrent;
using System.Text.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Act;

/// <summary>
/// Writes statuses: never when nothing changed, at once when a condition or the workers wanted changed, and what only counts further at a pace that
/// grows with the number of jobs. Safe for use by several threads.
/// </summary>
internal sealed class StatusWriter(KubernetesClient client, OperatorOptions options, TimeProvider time)
{
    private const int JobsASecond = 20;

    private readonly ConcurrentDictionary<string, long> _written = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    public void Forget(string uid)
    {
        _written.TryRemove(uid, out _);
        _running.TryRemove(uid, out _);
    }

    /// <returns>When to come again with what is not written yet; null when all is.</returns>
    /// <exception cref="KubernetesException">A conflict: the resource that was read is no longer the newest.</exception>
    public async Task<TimeSpan?> WriteAsync(JobObservation seen, ParallelJobStatus status, CancellationToken cancellationToken)
    {
        var json = status.ToJson();
        if (seen.Resource.Status is { } before && JsonElement.DeepEquals(before, json))
        {
            return null;
        }

        if (!IsUrgent(seen.Status, status) && Left(seen.Uid) is { } left)
        {
            return left;
        }

        await client.ReplaceStatusAsync(seen.Resource with { Status = json }, cancellationToken: cancellationToken);
        Remember(seen.Uid, status);
        return null;
    }

    /// <summary>Only jobs that run count further, so they alone share the pace.</summary>
    private void Remember(string uid, ParallelJobStatus status)
    {
        if (status.IsFinished())
        {
            Forget(uid);
            return;
        }

        _written[uid] = time.GetTimestamp();
        if (status.IsTrue(ConditionTypes.Progressing))
        {
            _running[uid] = true;
        }
        else
        {
            _running.TryRemove(uid, out _);
        }
    }

    private static bool IsUrgent(ParallelJobStatus before, ParallelJobStatus after) =>
        before.ObservedGeneration != after.ObservedGeneration
        || before.Incarnation != after.Incarnation
        || before.RetriedFailed != after.RetriedFailed
        || before.Workers?.Desired != after.Workers?.Desired
        || (before.Items is null) != (after.Items is null)
        || !Facts(before).SequenceEqual(Facts(after));

    private static IEnumerable<(string, ConditionStatus, string?)> Facts(ParallelJobStatus status) =>
        (status.Conditions ?? []).Select(condition => (condition.Type, condition.Status, condition.Reason));

    /// <summary>Until this job's next turn; null when it is.</summary>
    private TimeSpan? Left(string uid)
    {
        var pace = TimeSpan.FromSeconds(Math.Max(options.StatusPace.TotalSeconds, (double)_running.Count / JobsASecond));
        return _written.TryGetValue(uid, out var last) && pace - time.GetElapsedTime(last) is { Ticks: > 0 } left ? left : null;
    }
}
