namespace ParallelJobs.TestKit.Http;

/// <summary>Which requests meet which faults. The first that matches is taken, and used up. Safe for use by several threads.</summary>
public sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly List<(ApiFault Fault, Func<ApiRequest, bool> When, int Times)> _entries = [];

    /// <summary>The next requests that match meet this fault, so many of them.</summary>
    public void Next(ApiFault fault, Func<ApiRequest, bool>? when = null, int times = 1)
    {
        lock (_lock)
        {
            _entries.Add((fault, when ?? (_ => true), times));
        }
    }

    /// <summary>The same until <see cref="Clear"/>.</summary>
    public void Always(ApiFault fault, Func<ApiRequest, bool>? when = null) => Next(fault, when, int.MaxValue);

    /// <summary>No further request meets a fault; those that are in one stay.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    internal ApiFault? Take(ApiRequest request)
    {
        lock (_lock)
        {
            var found = _entries.FindIndex(entry => entry.When(request));
            if (found < 0)
            {
                return null;
            }

            var entry = _entries[found];
            if (entry.Times > 1)
            {
                _entries[found] = entry with { Times = entry.Times == int.MaxValue ? int.MaxValue : entry.Times - 1 };
            }
            else
            {
                _entries.RemoveAt(found);
            }

            return entry.Fault;
        }
    }
}
