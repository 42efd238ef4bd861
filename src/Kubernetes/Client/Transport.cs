using System.Net.Http.Headers;

namespace ParallelJobs.Kubernetes;

/// <summary>Sends requests within their time, and turns whatever goes wrong into a <see cref="KubernetesException"/> that says what was tried.</summary>
internal sealed class Transport(Uri server, HttpMessageHandler handler, KubernetesClientOptions options, TimeProvider time) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(handler);
    private readonly Uri _root = new(server.AbsoluteUri.EndsWith('/') ? server.AbsoluteUri : server.AbsoluteUri + "/");

    /// <summary>Sends, and reads the answer with <paramref name="read"/>, all within the client's time for a request.</summary>
    public async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        HttpContent? content,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        using var request = Request(method, path, content);
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _invoker.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode
                ? await read(response, either.Token)
                : throw await Failure.OfAsync(response, time, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure.Timeout(request, options.RequestTimeout, exception);
        }
        catch (Exception exception) when (Failure.IsOfConnection(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure.Unreachable(request, exception);
        }
    }

    /// <summary>
    /// The answer as a stream that may go on for ever; only its beginning is bounded by the client's time for a request. Whoever reads on meets the
    /// exceptions of the connection as they are (<see cref="Failure.IsOfConnection"/>).
    /// </summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, path, content: null);
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await _invoker.SendAsync(request, either.Token);
            return response.IsSuccessStatusCode ? Interlocked.Exchange(ref response, null) : throw await Failure.OfAsync(response, time, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure.Timeout(request, options.RequestTimeout, exception);
        }
        catch (Exception exception) when (Failure.IsOfConnection(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure.Unreachable(request, exception);
        }
        finally
        {
            response?.Dispose();
        }
    }

    public void Dispose() => _invoker.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var url = new Uri(_root, path);
        if (!_root.IsBaseOf(url))
        {
            // Credentials go to the configured server only.
            throw new ArgumentException($"{path} is not below {_root}", nameof(path));
        }

        // Exactly this version: a proxy or a test may speak only one, and what is negotiated falls back by itself.
        var request = new HttpRequestMessage(method, url)
        {
            Content = content,
            Version = options.HttpVersion,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        // Managers may have names that are no products of HTTP's grammar: "example.org/operator".
        request.Headers.TryAddWithoutValidation("User-Agent", options.FieldManager);
        return request;
    }
}
