using System.Net;
using System.Net.Sockets;

namespace ParallelJobs.TestKit.Servers;

/// <summary>
/// Stands between clients and a server on loopback, and does to their connections what networks do. All switches act at once on live connections,
/// and may be used by several threads. Only the delay takes time, that of the <see cref="TimeProvider"/>.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _ending = new();
    private readonly TimeProvider _time;
    private readonly Task _accepting;
    private readonly Dictionary<ProxyConnection, Task> _connections = [];
    private TaskCompletionSource? _thawed;
    private TimeSpan _delay;
    private bool _refuseNew;
    private ProxyCut? _nextCut;
    private (int Requests, TaskCompletionSource Dropped)? _drop;

    /// <param name="serverPort">Of 127.0.0.1. Nobody need listen there yet.</param>
    /// <param name="time">Of the delay; null for the system's.</param>
    public FaultProxy(int serverPort, TimeProvider? time = null)
    {
        ServerPort = serverPort;
        _time = time ?? TimeProvider.System;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect, on 127.0.0.1.</summary>
    public int Port { get; }

    public int ServerPort { get; }

    /// <summary>How long each block waits before it is forwarded, either way.</summary>
    public TimeSpan Delay
    {
        get { lock (_lock) { return _delay; } }
        set { lock (_lock) { _delay = value; } }
    }

    /// <summary>New connections are accepted and closed at once; those that are there stay.</summary>
    public bool RefuseNew
    {
        get { lock (_lock) { return _refuseNew; } }
        set { lock (_lock) { _refuseNew = value; } }
    }

    /// <summary>How many are open.</summary>
    public int Connections
    {
        get { lock (_lock) { return _connections.Count; } }
    }

    /// <summary>A URI of the server, with the proxy's port.</summary>
    public string Through(string uri)
    {
        var server = $"@127.0.0.1:{ServerPort}/";
        return uri.Contains(server, StringComparison.Ordinal)
            ? uri.Replace(server, $"@127.0.0.1:{Port}/", StringComparison.Ordinal)
            : throw new ArgumentException($"it does not lead to 127.0.0.1:{ServerPort}, which this proxy stands before", nameof(uri));
    }

    /// <summary>When it returns, nothing is forwarded any more; connections stay open, and new ones are accepted.</summary>
    public void Freeze()
    {
        lock (_lock)
        {
            _thawed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>What has come in meanwhile goes on.</summary>
    public void Thaw()
    {
        lock (_lock)
        {
            _thawed?.SetResult();
            _thawed = null;
        }
    }

    /// <summary>Resets every connection, to both sides.</summary>
    public void CutAll()
    {
        ProxyConnection[] all;
        lock (_lock)
        {
            all = [.. _connections.Keys];
        }

        Array.ForEach(all, connection => connection.Reset());
    }

    /// <summary>
    /// The next connection ends when so many bytes have gone in a direction: those arrive, and no more. The task ends when that has happened.
    /// </summary>
    public Task CutAfterBytes(ProxyDirection direction, long bytes)
    {
        var cut = new ProxyCut(direction, bytes);
        lock (_lock)
        {
            _nextCut = cut;
        }

        return cut.Happened;
    }

    /// <summary>
    /// For PostgreSQL without encryption: the n-th request from now on, counted over all connections, reaches the server and is carried out.
    /// Nothing of the reply reaches the client: when the server has done with it the connection is reset, and the task ends. A request is what
    /// the client ends with Sync, or a simple query; logging in is none, nor is the DISCARD ALL of a pool.
    /// </summary>
    public Task DropReply(int nth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nth, 1);
        var dropped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _drop = (nth, dropped);
        }

        return dropped.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        CutAll();
        Task[] all;
        lock (_lock)
        {
            all = [.. _connections.Values];
        }

        await Task.WhenAll(all);
        _ending.Dispose();
    }

    /// <summary>Counts a request; not null when its reply is the one to be lost.</summary>
    internal TaskCompletionSource? CountRequest()
    {
        lock (_lock)
        {
            if (_drop is not { } drop)
            {
                return null;
            }

            _drop = drop.Requests > 1 ? (drop.Requests - 1, drop.Dropped) : null;
            return _drop is null ? drop.Dropped : null;
        }
    }

    /// <summary>Sends when the delay is over and nothing is frozen.</summary>
    internal async Task SendAsync(Socket to, ReadOnlyMemory<byte> block)
    {
        if (Delay is var delay && delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, _time, _ending.Token);
        }

        while (true)
        {
            var (sending, step) = BeginSend(to, block);
            await step.WaitAsync(_ending.Token);
            if (sending)
            {
                return;
            }
        }
    }

    /// <summary>Begun under the lock, so that a block goes either before Freeze returns or after Thaw. While frozen it gives the end of that.</summary>
    private (bool Sending, Task Step) BeginSend(Socket to, ReadOnlyMemory<byte> block)
    {
        lock (_lock)
        {
            return _thawed is { } thawed ? (false, thawed.Task) : (true, to.SendAsync(block, SocketFlags.None, _ending.Token).AsTask());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_ending.Token);
                client.NoDelay = true;
                lock (_lock)
                {
                    if (_refuseNew)
                    {
                        client.Dispose();
                        continue;
                    }

                    var connection = new ProxyConnection(this, client, _nextCut);
                    _nextCut = null;
                    _connections.Add(connection, Task.Run(() => ServeAsync(connection), CancellationToken.None));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed of.
        }
    }

    private async Task ServeAsync(ProxyConnection connection)
    {
        await connection.RunAsync(_ending.Token);
        lock (_lock)
        {
            _connections.Remove(connection);
        }
    }
}
