using ParallelJobs.Soak.Faults;
using ParallelJobs.Soak.Replicas;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Soak.Checks;

/// <summary>Reads this process' memory and handles, and what the replicas asked for. It looks for two leaders all the time.</summary>
internal sealed class Gauge : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly IReadOnlyList<ApiProxy> _proxies;
    private readonly IReadOnlyList<Replica> _replicas;
    private readonly Writer _writer;
    private readonly Storm _storm;
    private readonly Referee _referee;
    private readonly Timer _timer;
    private TimeSpan _last;

    public Gauge(IReadOnlyList<ApiProxy> proxies, IReadOnlyList<Replica> replicas, Writer writer, Storm storm, Referee referee)
    {
        (_proxies, _replicas, _writer, _storm, _referee) = (proxies, replicas, writer, storm, referee);
        _timer = new Timer(_ => LookForTwo(), state: null, Look, Look);
    }

    public int Terms => _referee.Terms;

    public Reading Read(TimeSpan elapsed, TimeSpan caughtUp)
    {
        var requests = _proxies.SelectMany(proxy => proxy.Requests.All).ToList();
        foreach (var proxy in _proxies)
        {
            // It would grow for ever.
            proxy.Requests.Clear();
        }

        var seconds = (elapsed - _last).TotalSeconds;
        _last = elapsed;
        var (all, reads) = (requests.Count, requests.Count(request => request.Verb is "list" or "watch"));
        requests = null;
        var handles = Directory.EnumerateFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget).ToList();
        var sockets = handles.Count(target => target?.StartsWith("socket:", StringComparison.Ordinal) == true);
        return new Reading(
            elapsed, caughtUp, _storm.Count, _writer.Changes, all / seconds, reads / seconds, _referee.Terms, HeapBytes(), handles.Count, sockets, _referee.Violations);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>After a collection of everything, what finalizers let go included.</summary>
    private static long HeapBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Who leads before and after another was seen to lead did so at the same time.</summary>
    private void LookForTwo()
    {
        if (_replicas[0].IsLeader && _replicas[1].IsLeader && _replicas[0].IsLeader)
        {
            _referee.Report("two replicas lead at the same time");
        }
    }
}
