using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.TestKit.Http;

/// <summary>Lets the body of an answer through in parts. Safe for use by several threads.</summary>
public sealed class Drip
{
    private readonly Lock _lock = new();
    private readonly Signal _allowed = new();
    private long _bytes;
    private int _lines;
    private bool _all;

    public void AllowBytes(long count)
    {
        lock (_lock)
        {
            _bytes += count;
        }

        _allowed.Raise();
    }

    /// <summary>Each to its end, from wherever the body stands.</summary>
    public void AllowLines(int count)
    {
        lock (_lock)
        {
            _lines += count;
        }

        _allowed.Raise();
    }

    public void AllowAll()
    {
        lock (_lock)
        {
            _all = true;
        }

        _allowed.Raise();
    }

    /// <summary>How many of these bytes may go now; waits until it is at least one.</summary>
    internal async Task<int> TakeAsync(ReadOnlyMemory<byte> waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = _allowed.Next;
            if (Take(waiting.Span) is var taken and > 0)
            {
                return taken;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    private int Take(ReadOnlySpan<byte> waiting)
    {
        lock (_lock)
        {
            if (_all)
            {
                return waiting.Length;
            }

            if (_lines > 0)
            {
                var end = waiting.IndexOf((byte)'\n') + 1;
                _lines -= end > 0 ? 1 : 0;
                return end > 0 ? end : waiting.Length;
            }

            var taken = (int)Math.Min(_bytes, waiting.Length);
            _bytes -= taken;
            return taken;
        }
    }
}
