namespace ParallelJobs.TestKit.Servers;

/// <summary>Where a connection is to end. For the one pump of its direction.</summary>
internal sealed class ProxyCut(ProxyDirection direction, long bytes)
{
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _left = bytes;

    public Task Happened => _happened.Task;

    /// <summary>How much of a block of so many bytes still goes through.</summary>
    public int Pass(ProxyDirection going, int size)
    {
        var passed = going == direction ? (int)Math.Min(size, _left) : size;
        _left -= going == direction ? passed : 0;
        return passed;
    }

    public void SetHappened() => _happened.SetResult();
}
