using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.TestKit.Http;

/// <summary>
/// Stands between clients and an API server, speaks HTTP with both (HTTP/2 and HTTP/1.1 with clients), and does to requests and watches what
/// overloaded servers, restarts and middleboxes do. Tokens pass through it, client certificates do not. Its switches may be used by several
/// threads, and act at once on watches that are open.
/// </summary>
public sealed class ApiProxy : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ProxiedWatch> _watches = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Forwarder _forwarder;
    private readonly WebApplication _application;
    private TaskCompletionSource? _held;

    private ApiProxy(ApiTarget server)
    {
        _forwarder = new Forwarder(server);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(server.Authority.IssueServing());
            });
        });
        _application = builder.Build();
        _application.Run(ServeAsync);
    }

    /// <summary>In place of the server's own. Its certificate is from the same authority.</summary>
    public Uri Url { get; private set; } = null!;

    public ApiRequestLog Requests { get; } = new();

    public FaultScript Faults { get; } = new();

    /// <summary>That clients have open.</summary>
    public int OpenWatches
    {
        get { lock (_lock) { return _watches.Count; } }
    }

    /// <param name="server">Must live longer. It may be killed and started again meanwhile.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static Task<ApiProxy> StartAsync(KubernetesApiServer server, CancellationToken cancellationToken = default) =>
        StartAsync(ApiTarget.Of(server), cancellationToken);

    internal static async Task<ApiProxy> StartAsync(ApiTarget server, CancellationToken cancellationToken)
    {
        var proxy = new ApiProxy(server);
        await proxy._application.StartAsync(cancellationToken);
        var addresses = proxy._application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        proxy.Url = new Uri(addresses.Addresses.Single());
        return proxy;
    }

    /// <summary>Events of the server are kept back, in watches that are open and in new ones, whose connections stay as they are.</summary>
    public void HoldWatches()
    {
        lock (_lock)
        {
            _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>What was kept back goes on.</summary>
    public void ReleaseWatches()
    {
        lock (_lock)
        {
            _held?.SetResult();
            _held = null;
        }
    }

    /// <summary>Sends this between two events, as it is: a line with its end, a part of one, or what is no event at all.</summary>
    public void SendToWatches(string text, Func<ApiRequest, bool>? which = null) => EachWatch(which, watch => watch.Send(Encoding.UTF8.GetBytes(text)));

    /// <summary>Ends them in order, as a server does after their time.</summary>
    public void EndWatches(Func<ApiRequest, bool>? which = null) => EachWatch(which, watch => watch.End(broken: false));

    /// <summary>Breaks their answers off.</summary>
    public void BreakWatches(Func<ApiRequest, bool>? which = null) => EachWatch(which, watch => watch.End(broken: true));

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _application.DisposeAsync();
        _forwarder.Dispose();
        _ending.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ending.Token);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = ApiRequest.Of(new HttpMethod(context.Request.Method), new Uri(Url, target)) with { ContentType = context.Request.ContentType };
        Requests.Add(request);
        var fault = Faults.Take(request);
        try
        {
            await ServeAsync(context, request, target, fault, either.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException)
        {
            // The client gave it up, or the server is not there: whoever still listens hears of no answer.
            context.Abort();
        }
    }

    private async Task ServeAsync(HttpContext context, ApiRequest request, string target, ApiFault? fault, CancellationToken cancellationToken)
    {
        if (fault is { Hangs: true })
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        await (fault?.Held ?? Task.CompletedTask).WaitAsync(cancellationToken);
        if (fault?.BreaksBefore is { } before && await before())
        {
            await AbortAsync(context);
            return;
        }

        if (fault is { Forwards: false })
        {
            await (fault.Breaks ? AbortAsync(context) : AnswerAsync(context.Response, fault, cancellationToken));
            return;
        }

        using var answer = await _forwarder.SendAsync(context.Request, target, cancellationToken);
        if (fault is { Breaks: true } || (fault?.BreaksAfter is { } after && await after(answer.StatusCode)))
        {
            await AbortAsync(context);
            return;
        }

        Forwarder.CopyHead(answer, context.Response);
        await context.Response.StartAsync(cancellationToken);
        var body = new FaultyBody(context.Response, fault);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await (request.Verb is "watch" && answer.IsSuccessStatusCode
            ? WatchAsync(new ProxiedWatch(request, body), stream, cancellationToken)
            : Forwarder.CopyBodyAsync(stream, body, cancellationToken));
    }

    private static Task AbortAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task AnswerAsync(HttpResponse response, ApiFault fault, CancellationToken cancellationToken)
    {
        response.StatusCode = (int)fault.Status!;
        response.ContentType = fault.ContentType;
        if (fault.RetryAfter is { } after)
        {
            response.Headers.RetryAfter = $"{after.TotalSeconds:0}";
        }

        return response.WriteAsync(fault.Body, cancellationToken);
    }

    private async Task WatchAsync(ProxiedWatch watch, Stream server, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _watches.Add(watch);
        }

        try
        {
            await watch.RunAsync(server, PassAsync, cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _watches.Remove(watch);
            }
        }
    }

    private Task PassAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _held?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
        }
    }

    private void EachWatch(Func<ApiRequest, bool>? which, Action<ProxiedWatch> act)
    {
        ProxiedWatch[] all;
        lock (_lock)
        {
            all = [.. _watches.Where(watch => which?.Invoke(watch.Request) ?? true)];
        }

        Array.ForEach(all, act);
    }
}
