using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

/// <summary>A server that speaks HTTP over TLS, takes any client certificate, and keeps who asked. Its certificate may be changed under way.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private TlsServer(WebApplication application) => _application = application;

    public int Port { get; private set; }

    public string Url => $"https://127.0.0.1:{Port}";

    /// <summary>What it shows to the next connection.</summary>
    public required X509Certificate2 Certificate { get; set; }

    /// <summary>What it sends beside its certificate.</summary>
    public X509Certificate2Collection Chain { get; } = [];

    public ConcurrentQueue<TlsRequest> Requests { get; } = [];

    /// <summary>Who is let in; all others get a 401.</summary>
    public Func<TlsRequest, bool> Accepts { get; set; } = _ => true;

    public static async Task<TlsServer> StartAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddRoutingCore();
        TlsServer? server = null;
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(
            new TlsHandshakeCallbackOptions
            {
                OnConnection = hello => new(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = SslStreamCertificateContext.Create(server!.Certificate, server.Chain, offline: true),
                    ClientCertificateRequired = true,
                    // Any, and none.
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject is not "CN=nobody",
                }),
            })));
        var application = builder.Build();
        server = new TlsServer(application) { Certificate = certificate };
        application.Run(server.AnswerAsync);
        await application.StartAsync();
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Port = new Uri(addresses.Addresses.Single()).Port;
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var request = new TlsRequest(
            context.Request.Headers.Authorization,
            context.Connection.ClientCertificate?.Subject,
            context.Request.Host.Value,
            context.Request.Protocol,
            context.Connection.Id,
            await body.ReadToEndAsync(),
            [.. context.Request.Headers
                .Where(header => header.Key.StartsWith("Impersonate-", StringComparison.OrdinalIgnoreCase))
                .SelectMany(header => header.Value.Select(value => $"{header.Key.ToLowerInvariant()}: {value}"))]);
        Requests.Enqueue(request);
        context.Response.StatusCode = Accepts(request) ? 200 : 401;
        if (context.Request.Path == "/moved")
        {
            context.Response.Redirect("https://elsewhere.invalid/");
            context.Response.Cookies.Append("cookie", "1");
        }
    }
}
