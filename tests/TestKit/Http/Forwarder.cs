using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ParallelJobs.TestKit.Http;

/// <summary>Carries requests on to the server, each watch on a connection of its own, and answers back.</summary>
internal sealed class Forwarder(ApiTarget server) : IDisposable
{
    private const int BlockSize = 16 * 1024;

    // What is about one connection, and not about the request.
    private static readonly HashSet<string> OfConnections = new(
        [HeaderNames.Host, HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.TransferEncoding, HeaderNames.Upgrade],
        StringComparer.OrdinalIgnoreCase);

    private readonly HttpMessageInvoker _invoker = new(server.Connect());

    public async Task<HttpResponseMessage> SendAsync(HttpRequest request, string target, CancellationToken cancellationToken)
    {
        using var carried = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(server.Url, target));
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            carried.Content = new StreamContent(request.Body);
        }

        foreach (var (name, values) in request.Headers)
        {
            if (!OfConnections.Contains(name) && !name.StartsWith(':') && !carried.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                carried.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return await _invoker.SendAsync(carried, cancellationToken);
    }

    public static void CopyHead(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!OfConnections.Contains(name))
            {
                response.Headers[name] = values.ToArray();
            }
        }
    }

    public static async Task CopyBodyAsync(Stream from, FaultyBody to, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockSize];
        try
        {
            while (await from.ReadAsync(buffer, cancellationToken) is var size and > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, size), cancellationToken);
            }
        }
        catch (IOException)
        {
            // The server was killed.
            throw new BrokenConnectionException();
        }
    }

    public void Dispose() => _invoker.Dispose();
}
