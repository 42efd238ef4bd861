namespace ParallelJobs.Cli.Running;

/// <summary>
/// What a run tells the process of one of its workers on its stdin: to drain, by a line; and by the end of it that the run is no more, so that
/// nobody will fold what the worker settles.
/// </summary>
internal sealed class ParentOrders : IDisposable
{
    /// <summary>Finish the leaves under way, give back the rest, and end.</summary>
    public const string Drain = "drain";

    private readonly CancellationTokenSource _drain = new();

    private ParentOrders()
    {
    }

    /// <summary>Cancelled when it is told to drain.</summary>
    public CancellationToken Draining => _drain.Token;

    /// <param name="orders">Read to its end by a thread of its own.</param>
    /// <param name="orphaned">Called when there is no run any more.</param>
    public static ParentOrders Listen(TextReader orders, Action orphaned)
    {
        var heard = new ParentOrders();
        new Thread(() => heard.Read(orders, orphaned)) { Name = "orders", IsBackground = true }.Start();
        return heard;
    }

    public void Dispose() => _drain.Dispose();

    private void Read(TextReader orders, Action orphaned)
    {
        while (orders.ReadLine() is { } line)
        {
            if (line == Drain)
            {
                Cancel();
            }
        }

        orphaned();
    }

    private void Cancel()
    {
        try
        {
            _drain.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The worker has just ended by itself.
            return;
        }
    }
}
