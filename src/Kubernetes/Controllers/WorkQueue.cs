namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>
/// Keys that wait for work. Fair: first added, first out. Stingy: a key waits once however often it is added; it is never out twice; added while
/// it is out, it comes again after <see cref="Done"/>. What it remembers of a key goes when the key is done, due and forgotten. Safe for use by
/// several threads.
/// </summary>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    // Timers count no further than 49 days; one that fires too early is set again.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly Queue<(TKey Key, long Since)> _waiting = new();
    // One for each key that waits: a taker gets leave to take, and takes under the lock. So a key is never on its way to a taker who is gone. (A Channel is
    // not used for that: in .NET 10.0 its ReadAsync loses an item now and then when it is cancelled at the moment of the hand-over.)
    private readonly SemaphoreSlim _leave = new(0);
    private readonly Dictionary<TKey, KeyState> _states = [];
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly DelayedKeys<TKey> _delayed = new();
    private readonly ITimer _timer;
    private bool _disposed;

    public WorkQueue(TimeProvider time, Random random)
    {
        _time = time;
        _random = random;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static queue => ((WorkQueue<TKey>)queue!).AddDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many keys wait to be taken, without those delayed.</summary>
    public int Depth
    {
        get { lock (_lock) { return _waiting.Count; } }
    }

    /// <summary>How long the first of them has waited; zero when none waits.</summary>
    public TimeSpan Oldest
    {
        get { lock (_lock) { return _waiting.TryPeek(out var first) ? _time.GetElapsedTime(first.Since) : TimeSpan.Zero; } }
    }

    /// <summary>Keys of which anything is remembered, counted once for each thing.</summary>
    internal int Remembered
    {
        get
        {
            lock (_lock)
            {
                return _states.Count + _failures.Count + _delayed.Count;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Nothing after <see cref="Dispose"/>, and so for the other ways to add: changes may still come in then.</summary>
    public void Add(TKey key)
    {
        lock (_lock)
        {
            AddLocked(key);
        }
    }

    /// <summary>
    /// Adds it then. Of several delays of a key the earliest wins; an Add meanwhile leaves the delay as it is. No delay or a negative one is an Add.
    /// </summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            AddAfterLocked(key, delay);
        }
    }

    /// <summary>
    /// Adds it after a time that doubles with each call since <see cref="Forget"/>, from 0.2 s to 5 minutes, and is at least
    /// <paramref name="atLeast"/>; up to a quarter is added at random. Returns this time.
    /// </summary>
    public TimeSpan AddWithBackoff(TKey key, TimeSpan atLeast = default)
    {
        lock (_lock)
        {
            var failures = _failures.GetValueOrDefault(key);
            var delay = Backoff.Delay(failures, atLeast, _random.NextDouble());
            if (!_disposed)
            {
                _failures[key] = failures + 1;
                AddAfterLocked(key, delay);
            }

            return delay;
        }
    }

    /// <summary>The key's backoff begins anew. A delay that it has stays.</summary>
    public void Forget(TKey key)
    {
        lock (_lock)
        {
            _failures.Remove(key);
        }
    }

    /// <summary>Waits for a key; it is out until <see cref="Done"/>. When cancelled it has taken none.</summary>
    /// <exception cref="ObjectDisposedException">The queue is disposed of, or is while this waits.</exception>
    public async ValueTask<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        await _leave.WaitAsync(cancellationToken);
        lock (_lock)
        {
            if (_disposed)
            {
                // The next taker is to hear of it too.
                _leave.Release();
                throw new ObjectDisposedException("the queue of keys");
            }

            var (key, _) = _waiting.Dequeue();
            _states[key] = KeyState.Out;
            return key;
        }
    }

    /// <summary>Every key that was taken must be given back so.</summary>
    /// <exception cref="InvalidOperationException">The key is not out.</exception>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            if (!_states.Remove(key, out var state) || state == KeyState.Waiting)
            {
                throw new InvalidOperationException($"{key} is done but was not taken");
            }

            if (state == KeyState.OutAndAdded)
            {
                AddLocked(key);
            }
        }
    }

    /// <summary>Nothing comes out any more; what waits is dropped.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _disposed = true;
                _waiting.Clear();
                _leave.Release();
            }
        }

        _timer.Dispose();
    }

    private void AddLocked(TKey key)
    {
        if (_disposed)
        {
            return;
        }

        if (!_states.TryGetValue(key, out var state))
        {
            _states[key] = KeyState.Waiting;
            _waiting.Enqueue((key, _time.GetTimestamp()));
            _leave.Release();
        }
        else if (state == KeyState.Out)
        {
            _states[key] = KeyState.OutAndAdded;
        }
    }

    private void AddAfterLocked(TKey key, TimeSpan delay)
    {
        if (_disposed)
        {
            return;
        }

        if (delay <= TimeSpan.Zero)
        {
            AddLocked(key);
            return;
        }

        var now = Now;
        var next = _delayed.Next;
        _delayed.Add(key, delay < TimeSpan.MaxValue - now ? now + delay : TimeSpan.MaxValue);
        if (_delayed.Next != next)
        {
            SetTimerLocked(now);
        }
    }

    private void AddDue()
    {
        lock (_lock)
        {
            var now = Now;
            while (_delayed.TryTake(now, out var key))
            {
                AddLocked(key);
            }

            SetTimerLocked(now);
        }
    }

    /// <summary>One timer for all delays. It counts whole milliseconds: up, so that it does not fire before the key is due.</summary>
    private void SetTimerLocked(TimeSpan now)
    {
        if (!_disposed && _delayed.Next is { } next)
        {
            var delay = next - now < LongestTimer ? next - now : LongestTimer;
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }
}
