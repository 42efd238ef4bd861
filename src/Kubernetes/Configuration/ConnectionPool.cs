using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Connections that all show the same certificate of ours, or none.</summary>
internal sealed class ConnectionPool(ClusterConfig config, ServerCheck check, SslStreamCertificateContext? certificate) : IDisposable
{
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _invoker = new(Open(config, check, certificate));

    public SslStreamCertificateContext? Certificate => certificate;

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _invoker.SendAsync(request, cancellationToken);

    public void Dispose() => _invoker.Dispose();

    private static SocketsHttpHandler Open(ClusterConfig config, ServerCheck check, SslStreamCertificateContext? certificate)
    {
        var handler = new SocketsHttpHandler
        {
            UseCookies = false,
            // Credentials go to the configured server only.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ConnectTimeout,
            ConnectCallback = ConnectAsync,
            // A connection whose other end is gone says nothing, so we ask.
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            EnableMultipleHttp2Connections = true,
            // Within it a load balancer that has moved, or another authority, is followed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new()
            {
                RemoteCertificateValidationCallback = check.Verify,
                CertificateChainPolicy = ServerCheck.Policy(),
                ClientCertificateContext = certificate,
            },
        };
        if (config.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped))
            {
                Credentials = proxy.UserInfo.Split(':', 2) is [{ Length: > 0 } name, .. var password]
                    ? new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(string.Concat(password)))
                    : null,
            };
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // For HTTP/1.1, which has no pings.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
