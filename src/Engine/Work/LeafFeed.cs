using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// The leases that slots take from, oldest first. The exchange thread adds; every slot takes. A slot that finds nothing asks for more
/// through <paramref name="askForMore"/> and waits.
/// </summary>
internal sealed class LeafFeed(Action askForMore)
{
    // A monitor and not a Lock: slots wait on it for a condition.
    private readonly object _gate = new();
    private readonly Queue<HeldLease> _waiting = new();
    private volatile HeldLease? _current;
    private HeldLease? _last;
    private bool _over;
    private int _idle;

    /// <summary>Slots that wait.</summary>
    public int Idle => Volatile.Read(ref _idle);

    /// <summary>
    /// Slots wait and there is nothing to take, or so much of the last lease is taken that more should come. A state, and not who asked:
    /// what was asked for may have come meanwhile. For the exchange thread.
    /// </summary>
    public bool IsShort
    {
        get
        {
            lock (_gate)
            {
                return _current is null ? _idle > 0 : _last!.BegunUpTo >= _last.RefillAt;
            }
        }
    }

    public bool TryTake(out HeldLease lease, out PositionRange taken)
    {
        while (_current is { } current)
        {
            if (current.TryTake(out taken))
            {
                if (taken.End >= current.RefillAt && taken.Start < current.RefillAt)
                {
                    askForMore();
                }

                lease = current;
                return true;
            }

            Advance(current);
        }

        (lease, taken) = (null!, default);
        return false;
    }

    public void Add(HeldLease lease)
    {
        lock (_gate)
        {
            _last = lease;
            if (_current is null)
            {
                _current = lease;
            }
            else
            {
                _waiting.Enqueue(lease);
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until there may be something to take; false when there never will be again.</summary>
    public bool WaitForMore()
    {
        Interlocked.Increment(ref _idle);
        askForMore();
        lock (_gate)
        {
            while (_current is null && !_over)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _idle);
            return !_over;
        }
    }

    /// <summary>Lets every slot go; what was not taken stays untaken.</summary>
    public void End()
    {
        lock (_gate)
        {
            (_over, _current) = (true, null);
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }
    }

    private void Advance(HeldLease exhausted)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_current, exhausted))
            {
                _current = _waiting.TryDequeue(out var next) ? next : null;
            }
        }
    }
}
