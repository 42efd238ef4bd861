namespace ParallelJobs.Kubernetes.Tests.Controllers.Model;

/// <summary>What a queue is to do, as plainly as it can be said. Times are in milliseconds.</summary>
internal sealed class QueueModel(Random jitter)
{
    private readonly List<(int Key, long Since)> _waiting = [];
    private readonly List<int> _out = [];
    private readonly HashSet<int> _again = [];
    private readonly List<(int Key, long Due)> _delayed = [];
    private readonly Dictionary<int, int> _failures = [];
    private long _now;

    public int Depth => _waiting.Count;

    public long Oldest => _waiting.Count > 0 ? _now - _waiting[0].Since : 0;

    public IReadOnlyList<int> Out => _out;

    public bool IsDelayed => _delayed.Count > 0;

    public long ToNextDue => _delayed.Min(each => each.Due) - _now;

    public int Remembered => _waiting.Count + _out.Count + _delayed.Count + _failures.Count;

    public void Add(int key)
    {
        if (_out.Contains(key))
        {
            _again.Add(key);
        }
        else if (!_waiting.Exists(each => each.Key == key))
        {
            _waiting.Add((key, _now));
        }
    }

    public void AddAfter(int key, long delay)
    {
        if (delay <= 0)
        {
            Add(key);
            return;
        }

        if (_delayed.Exists(each => each.Key == key && each.Due <= _now + delay))
        {
            return;
        }

        _delayed.RemoveAll(each => each.Key == key);
        _delayed.Add((key, _now + delay));
    }

    public long AddWithBackoff(int key, long atLeast)
    {
        var wait = 200L;
        for (var failure = 0; failure < _failures.GetValueOrDefault(key); failure++)
        {
            wait = Math.Min(2 * wait, 300_000);
        }

        _failures[key] = _failures.GetValueOrDefault(key) + 1;
        var delay = (long)Math.Ceiling(Math.Max(wait, atLeast) * (1 + (0.25 * jitter.NextDouble())));
        AddAfter(key, delay);
        return delay;
    }

    public void Forget(int key) => _failures.Remove(key);

    public int Take()
    {
        var (key, _) = _waiting[0];
        _waiting.RemoveAt(0);
        _out.Add(key);
        return key;
    }

    public void Done(int key)
    {
        _out.Remove(key);
        if (_again.Remove(key))
        {
            Add(key);
        }
    }

    public void Advance(long by)
    {
        _now += by;
        foreach (var due in _delayed.Where(each => each.Due <= _now).OrderBy(each => each.Due).ToArray())
        {
            _delayed.Remove(due);
            Add(due.Key);
        }
    }
}
