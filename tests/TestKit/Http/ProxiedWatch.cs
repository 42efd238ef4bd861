using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;

namespace ParallelJobs.TestKit.Http;

/// <summary>
/// A watch that goes through a proxy, line by line, so that what a test sends in between stands on lines of its own. What it does comes from one
/// queue; only <see cref="RunAsync"/> takes from it.
/// </summary>
internal sealed class ProxiedWatch(ApiRequest request, FaultyBody body)
{
    private readonly Channel<byte[]> _queue = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });

    public ApiRequest Request { get; } = request;

    public void Send(byte[] text) => _queue.Writer.TryWrite(text);

    /// <summary>When what has been queued is sent: in order, or as when the connection breaks.</summary>
    public void End(bool broken) => _queue.Writer.TryComplete(broken ? new BrokenConnectionException() : null);

    /// <summary>Returns when it is ended; throws <see cref="BrokenConnectionException"/> when it is broken.</summary>
    /// <param name="server">The server's events.</param>
    /// <param name="pass">Ends when a line of the server may go on.</param>
    /// <param name="cancellationToken">The client or the proxy is gone.</param>
    public async Task RunAsync(Stream server, Func<CancellationToken, Task> pass, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(server, pass, ending.Token);
        try
        {
            await foreach (var text in _queue.Reader.ReadAllAsync(cancellationToken))
            {
                await body.WriteAsync(text, cancellationToken);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await reading;
        }
    }

    private async Task ReadAsync(Stream server, Func<CancellationToken, Task> pass, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(server);
        try
        {
            while (await reader.ReadAsync(cancellationToken) is var result)
            {
                var buffer = result.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    var next = buffer.GetPosition(1, end);
                    await pass(cancellationToken);
                    Send(buffer.Slice(0, next).ToArray());
                    buffer = buffer.Slice(next);
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    await pass(cancellationToken);
                    End(broken: false);
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The server was killed.
            End(broken: true);
        }
        catch (OperationCanceledException)
        {
            // Ended from this side.
        }
    }
}
