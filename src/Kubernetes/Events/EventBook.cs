using System.Globalization;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Events;

/// <summary>
/// Which events there are, and when each is to be written: a new one at once, one that came again at most every ten seconds with the count that it
/// has by then. An event ends when it has not come for ten minutes; the next like it is a new one. Holds a bounded number. It keeps no clock: times
/// are its callers', on the monotonic clock and never going back. Not safe for use by several threads.
/// </summary>
internal sealed class EventBook
{
    public const int Most = 4096;
    public const int MostFailures = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly Dictionary<EventKey, LinkedListNode<RecordedEvent>> _open = [];
    // The one that came last is last.
    private readonly LinkedList<RecordedEvent> _bySeen = new();
    private readonly PriorityQueue<RecordedEvent, TimeSpan> _pending = new();
    private readonly EventBudget<ObjectReference> _budget = new();
    private long _sequence;

    /// <summary>Events that the next like them would be counted in.</summary>
    public int Count => _open.Count;

    /// <summary>Events that are not written as they are.</summary>
    public int Pending => _pending.Count;

    /// <summary>When the next is to be written; null when none is.</summary>
    public TimeSpan? NextWrite => _pending.TryPeek(out _, out var next) ? next : null;

    /// <summary>An event came. False when its object has had too many, and it is lost.</summary>
    public bool Observe(EventKey key, DateTimeOffset at, TimeSpan now)
    {
        Close(now);
        if (_open.TryGetValue(key, out var node))
        {
            node.Value.Count++;
            _bySeen.Remove(node);
        }
        else if (_budget.TrySpend(key.Regarding, now))
        {
            node = new(new RecordedEvent(key, NewName(key, at), at));
            _open.Add(key, node);
        }
        else
        {
            return false;
        }

        _bySeen.AddLast(node);
        node.Value.LastObserved = at;
        node.Value.LastSeen = now;
        Enqueue(node.Value, node.Value.NextWrite > now ? node.Value.NextWrite : now);
        return true;
    }

    /// <summary>The next that is to be written by now. It is then <see cref="RecordedEvent.Written"/>, <see cref="Again"/> or <see cref="Lost"/>.</summary>
    public RecordedEvent? TakeDue(TimeSpan now)
    {
        if (NextWrite is not { } next || next > now)
        {
            return null;
        }

        var due = _pending.Dequeue();
        due.IsPending = false;
        return due;
    }

    /// <summary>It is to be written anew at that time; false where that failed too often, and it is lost.</summary>
    public bool Again(RecordedEvent failed, TimeSpan at)
    {
        if (++failed.Failures >= MostFailures)
        {
            Lost(failed);
            return false;
        }

        Enqueue(failed, at);
        return true;
    }

    /// <summary>The next like it is a new one, for which its object needs budget again.</summary>
    public void Lost(RecordedEvent lost)
    {
        if (_open.TryGetValue(lost.Key, out var node) && node.Value == lost)
        {
            _open.Remove(lost.Key);
            _bySeen.Remove(node);
        }
    }

    private void Enqueue(RecordedEvent changed, TimeSpan at)
    {
        if (!changed.IsPending)
        {
            changed.IsPending = true;
            _pending.Enqueue(changed, at);
        }
    }

    /// <summary>Those that have ended or are too many; what is still to be written of them is written all the same.</summary>
    private void Close(TimeSpan now)
    {
        while (_bySeen.First is { } first && (first.Value.LastSeen + Window <= now || _open.Count >= Most))
        {
            Lost(first.Value);
        }
    }

    // Unlike that of any other event of this process, and of any other process that did not begin as many events at the same 100 ns.
    private string NewName(EventKey key, DateTimeOffset at) =>
        EventText.Name(key.Regarding.Name, string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks:x16}{_sequence++:x}"));
}
