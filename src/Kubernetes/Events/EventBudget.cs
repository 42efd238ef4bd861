namespace ParallelJobs.Kubernetes.Events;

/// <summary>
/// How many events each object may have: 25 at once, and one more every five minutes, as client-go has it. Not safe for use by several threads.
/// </summary>
internal sealed class EventBudget<TObject>
    where TObject : notnull
{
    public const int Burst = 25;

    public static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);

    private const int FewestToSweep = 1024;

    /// <summary>When each object's budget is whole again (the "theoretical arrival time" of the cell rate algorithm, ITU-T I.371).</summary>
    private readonly Dictionary<TObject, TimeSpan> _wholeAt = [];
    private int _sweepAt = FewestToSweep;

    /// <summary>Objects that are remembered.</summary>
    public int Count => _wholeAt.Count;

    /// <summary>False when there is nothing to spend.</summary>
    public bool TrySpend(TObject key, TimeSpan now)
    {
        Sweep(now);
        var wholeAt = _wholeAt.TryGetValue(key, out var known) && known > now ? known : now;
        if (wholeAt - now > Refill * (Burst - 1))
        {
            return false;
        }

        _wholeAt[key] = wholeAt + Refill;
        return true;
    }

    /// <summary>Forgets whole budgets, so seldom that it costs little and so often that they are at most half of all.</summary>
    private void Sweep(TimeSpan now)
    {
        if (_wholeAt.Count >= _sweepAt)
        {
            foreach (var key in _wholeAt.Where(each => each.Value <= now).Select(each => each.Key).ToArray())
            {
                _wholeAt.Remove(key);
            }

            _sweepAt = Math.Max(FewestToSweep, 2 * _wholeAt.Count);
        }
    }
}
