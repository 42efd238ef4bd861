using System.Net;
using System.Net.Sockets;
using System.Text;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Servers;

/// <summary>With bare sockets at both ends, which see each byte and how a connection ends.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private readonly Socket _listener = NewSocket();
    private readonly ManualTime _time = new();
    private FaultProxy _proxy = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _proxy = new FaultProxy(((IPEndPoint)_listener.LocalEndPoint!).Port, _time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _listener.Dispose();
    }

    [Fact]
    public async Task Bytes_and_the_end_of_a_stream_go_through_both_ways()
    {
        using var client = await ConnectAsync();
        using var server = await _listener.AcceptAsync(Token);

        await client.SendAsync("question"u8.ToArray(), Token);
        Assert.Equal("question", await ReadAsync(server, 8));
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("", await ReadAsync(server, 1));

        await server.SendAsync("answer"u8.ToArray(), Token);
        server.Dispose();
        Assert.Equal("answer", await ReadAsync(client, 7));
    }

    [Fact]
    public async Task A_cut_resets_both_sides_and_leaves_new_connections_alone()
    {
        using var client = await ConnectAsync();
        using var server = await _listener.AcceptAsync(Token);

        _proxy.CutAll();
        await AssertResetAsync(client);
        await AssertResetAsync(server);

        using var next = await ConnectAsync();
        using var nextServer = await _listener.AcceptAsync(Token);
        await next.SendAsync("again"u8.ToArray(), Token);
        Assert.Equal("again", await ReadAsync(nextServer, 5));
    }

    [Fact]
    public async Task Frozen_it_keeps_the_bytes_and_thawed_it_sends_them_in_order()
    {
        using var client = await ConnectAsync();
        using var server = await _listener.AcceptAsync(Token);

        _proxy.Freeze();
        await client.SendAsync("one"u8.ToArray(), Token);
        var received = ReadAsync(server, 6);
        await client.SendAsync("two"u8.ToArray(), Token);
        Assert.False(received.IsCompleted);
        Assert.Equal(0, server.Available);

        _proxy.Thaw();
        Assert.Equal("onetwo", await received);
    }

    [Fact]
    public async Task A_delay_holds_a_block_until_its_time_has_come()
    {
        using var client = await ConnectAsync();
        using var server = await _listener.AcceptAsync(Token);
        _proxy.Delay = TimeSpan.FromSeconds(3);

        await client.SendAsync("late"u8.ToArray(), Token);
        var received = ReadAsync(server, 4);
        // The block is on its way to the proxy.
        Assert.True(SpinWait.SpinUntil(_time.AdvanceToNextTimer, TestProcess.AtMost));

        Assert.Equal("late", await received);
        Assert.Equal(TimeSpan.FromSeconds(3), _time.GetUtcNow() - new ManualTime().GetUtcNow());
    }

    [Fact]
    public async Task Refusing_new_connections_keeps_those_that_are_there()
    {
        using var client = await ConnectAsync();
        using var server = await _listener.AcceptAsync(Token);

        _proxy.RefuseNew = true;
        using var refused = await ConnectAsync();
        Assert.Equal("", await ReadAsync(refused, 1));

        await client.SendAsync("still"u8.ToArray(), Token);
        Assert.Equal("still", await ReadAsync(server, 5));
        Assert.Equal(1, _proxy.Connections);
    }

    [Theory]
    [InlineData(ProxyDirection.ToServer)]
    [InlineData(ProxyDirection.ToClient)]
    public async Task The_next_connection_ends_in_the_middle_of_a_message(ProxyDirection direction)
    {
        var cut = _proxy.CutAfterBytes(direction, 7);
        using var client = await ConnectAsync();
        using var server = await _listener.AcceptAsync(Token);
        var (from, to) = direction == ProxyDirection.ToServer ? (client, server) : (server, client);

        await from.SendAsync("first"u8.ToArray(), Token);
        Assert.Equal("first", await ReadAsync(to, 5));
        await from.SendAsync("second"u8.ToArray(), Token);
        Assert.Equal("se", await ReadAsync(to, 6));
        await AssertResetAsync(from);
        await cut;
    }

    [Fact]
    public async Task Where_no_server_listens_the_client_is_reset()
    {
        _listener.Dispose();

        // While it connects, or when it reads.
        var error = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var client = await ConnectAsync();
            await ReadAsync(client, 1);
        });
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private async Task<Socket> ConnectAsync()
    {
        var client = NewSocket();
        await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _proxy.Port), Token);
        return client;
    }

    /// <summary>So many bytes, or fewer when the stream ends before.</summary>
    private static async Task<string> ReadAsync(Socket socket, int most)
    {
        var buffer = new byte[most];
        var size = 0;
        while (size < most && await socket.ReceiveAsync(buffer.AsMemory(size), Token) is var more and > 0)
        {
            size += more;
        }

        return Encoding.ASCII.GetString(buffer, 0, size);
    }

    private static async Task AssertResetAsync(Socket socket)
    {
        var error = await Assert.ThrowsAsync<SocketException>(() => ReadAsync(socket, 1));
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }
}
