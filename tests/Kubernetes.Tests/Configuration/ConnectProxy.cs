using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

/// <summary>A proxy that makes tunnels (CONNECT), for those who know its password; wherever they want to go, they get to one server.</summary>
internal sealed class ConnectProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly Task _serving;

    public ConnectProxy(int target)
    {
        _target = target;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Where they wanted to go, and what they said of themselves.</summary>
    public ConcurrentQueue<(string Target, string? Authorization)> Tunnels { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        List<Task> tunnels = [];
        try
        {
            while (true)
            {
                tunnels.Add(TunnelAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(tunnels);
        }
    }

    private async Task TunnelAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var near = client.GetStream();
            while (await HeadAsync(near) is [var first, .. var headers])
            {
                var authorization = headers.FirstOrDefault(header => header.StartsWith("Proxy-Authorization: ", StringComparison.OrdinalIgnoreCase))?.Split(": ")[1];
                if (authorization is null)
                {
                    await near.WriteAsync("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _end.Token);
                    continue;
                }

                Tunnels.Enqueue((first, authorization));
                using var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                await near.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _end.Token);
                await Task.WhenAny(near.CopyToAsync(far.GetStream(), _end.Token), far.GetStream().CopyToAsync(near, _end.Token));
                return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // One of both sides has gone.
        }
    }

    private async Task<string[]> HeadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _end.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
