using System.Collections.Concurrent;
using System.Collections.Immutable;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Plan;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>
/// Remembers since when a child Job has had fewer pods than it should, and asks for its events when that lasts: a Job that has them costs no
/// request. Safe for use by several threads, each with a job of its own.
/// </summary>
internal sealed class PodWatch(KubernetesClient client, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromSeconds(10);
    // Controllers try again at least that often, and say so again; older trouble is over.
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Shortage> _short = new(StringComparer.Ordinal);

    public void Forget(string uid) => _short.TryRemove(uid, out _);

    /// <param name="uid">The ParallelJob's.</param>
    /// <param name="current">Its newest child; null for none.</param>
    /// <param name="pods">Of all its children.</param>
    /// <param name="cancellationToken">Ends a question.</param>
    public async ValueTask<MissingPods> LookAsync(string uid, Job? current, ImmutableArray<Pod> pods, CancellationToken cancellationToken)
    {
        if (current is null || current.Spec?.Suspend == true || WorkerWish.Held(current) <= PodTroubles.Active(pods, current.Metadata.Uid))
        {
            Forget(uid);
            return MissingPods.None;
        }

        var now = time.GetTimestamp();
        var known = _short.TryGetValue(uid, out var found) && found.Child == current.Metadata.Uid ? found : new Shortage(current.Metadata.Uid!, now);
        if (PodTroubles.Of(pods) is not null)
        {
            _short[uid] = known with { Unexplained = null, Trouble = null };
            return MissingPods.None;
        }

        if (time.GetElapsedTime(known.Since, now) >= Patience && !(known.Asked is { } asked && time.GetElapsedTime(asked, now) < BetweenQuestions))
        {
            known = known with { Asked = now, Trouble = await AskAsync(current, cancellationToken) };
        }

        known = known with { Unexplained = known.Trouble is null ? known.Unexplained ?? now : null };
        _short[uid] = known;
        return new MissingPods(known.Unexplained is { } since ? time.GetElapsedTime(since, now) : null, known.Trouble);
    }

    /// <summary>Who may not be asked, or does not answer, has said nothing.</summary>
    private async Task<ChildTrouble?> AskAsync(Job child, CancellationToken cancellationToken)
    {
        try
        {
            var about = new Selection(child.Metadata.Namespace, Fields: $"involvedObject.uid={child.Metadata.Uid},type=Warning");
            var events = await client.ListAsync<CoreEvent>(about, cancellationToken);
            var oldest = time.GetUtcNow() - FreshFor;
            return events.Items.Where(each => At(each) >= oldest).MaxBy(At) is { Reason: { } reason } last ? new ChildTrouble(reason, last.Message ?? reason) : null;
        }
        catch (KubernetesException)
        {
            return null;
        }
    }

    private static DateTimeOffset At(CoreEvent each) => each.LastTimestamp ?? each.EventTime ?? each.Metadata.CreationTimestamp ?? DateTimeOffset.MinValue;

    /// <param name="Child">The Job's uid.</param>
    /// <param name="Since">Since when pods are missing; moments are of the monotonic clock.</param>
    /// <param name="Unexplained">Since when nothing says why.</param>
    /// <param name="Asked">When its events were last asked for.</param>
    private sealed record Shortage(string Child, long Since, long? Unexplained = null, long? Asked = null, ChildTrouble? Trouble = null);
}
