using System.Net;
using System.Net.Sockets;

namespace ParallelJobs.TestKit.Servers;

/// <summary>One client's connection through a proxy: a pump each way. Whatever ends one side ends the other.</summary>
internal sealed class ProxyConnection(FaultProxy proxy, Socket client, ProxyCut? cut)
{
    private const int BlockSize = 1 << 16;

    private readonly Lock _lock = new();
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly PostgresMessages _asked = new(ProxyDirection.ToServer);
    private readonly PostgresMessages _answered = new(ProxyDirection.ToClient);
    private int _unanswered;
    private TaskCompletionSource? _dropped;

    /// <summary>Ends when both sides are closed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _server.ConnectAsync(new IPEndPoint(IPAddress.Loopback, proxy.ServerPort), cancellationToken);
            await Task.WhenAll(
                PumpAsync(client, _server, ProxyDirection.ToServer, cancellationToken),
                PumpAsync(_server, client, ProxyDirection.ToClient, cancellationToken));
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // There is no server, or the proxy goes.
        }
        finally
        {
            Reset();
            _dropped?.TrySetResult();
        }
    }

    /// <summary>Closes both sides with RST.</summary>
    public void Reset()
    {
        client.Close(0);
        _server.Close(0);
    }

    private async Task PumpAsync(Socket from, Socket to, ProxyDirection direction, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockSize];
        try
        {
            while (await from.ReceiveAsync(buffer, SocketFlags.None, cancellationToken) is var size and > 0)
            {
                if (!await ForwardAsync(to, buffer.AsMemory(0, size), direction))
                {
                    return;
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            Reset();
        }
    }

    /// <summary>False when the connection has ended with this block.</summary>
    private async Task<bool> ForwardAsync(Socket to, ReadOnlyMemory<byte> block, ProxyDirection direction)
    {
        var swallow = false;
        lock (_lock)
        {
            swallow = direction == ProxyDirection.ToServer ? NoteRequests(block.Span) : NoteReplies(block.Span);
            if (swallow && _unanswered == 0)
            {
                Reset();
                return false;
            }
        }

        var passed = cut?.Pass(direction, block.Length) ?? block.Length;
        if (!swallow && passed > 0)
        {
            await proxy.SendAsync(to, block[..passed]);
        }

        if (passed == block.Length)
        {
            return true;
        }

        // In order towards the receiver, so that what has been sent does arrive.
        to.Shutdown(SocketShutdown.Send);
        to.Dispose();
        Reset();
        cut!.SetHappened();
        return false;
    }

    private bool NoteRequests(ReadOnlySpan<byte> block)
    {
        foreach (var message in _asked.Read(block))
        {
            if (message.AsksForEncryption)
            {
                _answered.ExpectAnswer();
            }

            if (message.IsRequest)
            {
                _unanswered++;
                _dropped ??= message.IsDiscard ? null : proxy.CountRequest();
            }
        }

        return false;
    }

    /// <summary>Whether they are to be swallowed.</summary>
    private bool NoteReplies(ReadOnlySpan<byte> block)
    {
        // The first of a connection answers its opening, which is no request.
        _unanswered = Math.Max(0, _unanswered - _answered.Read(block).Count(message => message.IsReady));
        return _dropped is not null;
    }

    private static bool IsEnd(Exception exception) => exception is SocketException or ObjectDisposedException or OperationCanceledException;
}
