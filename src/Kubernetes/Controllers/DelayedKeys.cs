using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>Keys and when they are due, each once. Not safe for use by several threads.</summary>
internal sealed class DelayedKeys<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, Delay> _byKey = [];
    private readonly SortedSet<Delay> _byDue = new(Comparer<Delay>.Create((one, other) => one.Order.CompareTo(other.Order)));
    private long _sequence;

    public int Count => _byKey.Count;

    /// <summary>When the first of them is due, null when there is none.</summary>
    public TimeSpan? Next => _byDue.Count > 0 ? _byDue.Min.Due : null;

    /// <summary>The earliest wins.</summary>
    public void Add(TKey key, TimeSpan due)
    {
        if (_byKey.TryGetValue(key, out var known))
        {
            if (known.Due <= due)
            {
                return;
            }

            _byDue.Remove(known);
        }

        var delay = new Delay(key, due, _sequence++);
        _byKey[key] = delay;
        _byDue.Add(delay);
    }

    /// <summary>The next key that is due by now; those due at one moment come in the order in which they were added.</summary>
    public bool TryTake(TimeSpan now, [MaybeNullWhen(false)] out TKey key)
    {
        if (Next is not { } due || due > now)
        {
            key = default;
            return false;
        }

        var first = _byDue.Min;
        _byDue.Remove(first);
        _byKey.Remove(first.Key);
        key = first.Key;
        return true;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Delay(TKey Key, TimeSpan Due, long Sequence)
    {
        public (TimeSpan Due, long Sequence) Order => (Due, Sequence);
    }
}
