using System.Net;
using System.Net.Security;
using System.Security.Authentication;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>
/// Sends requests to the configured server, each with the credentials of its time. It is no <see cref="DelegatingHandler"/>, since what is inside
/// changes: connections show one certificate for as long as they last, and another certificate needs others. Safe for use by several threads.
/// </summary>
internal sealed class ClusterHandler(ClusterConfig config, TimeProvider time) : HttpMessageHandler
{
    private readonly Credentials _credentials = new(config.User, time);
    private readonly ServerCheck _check = new(config, time);
    private readonly Lock _lock = new();
    private ConnectionPool? _pool;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Prepare(request);
        try
        {
            var identity = await _credentials.CurrentAsync(cancellationToken);
            var response = await SendAsync(request, identity, cancellationToken);
            return response.StatusCode is HttpStatusCode.Unauthorized
                ? await AgainAsync(request, response, identity, cancellationToken)
                : response;
        }
        catch (ClusterConfigException exception)
        {
            // Whoever sends requests expects what a connection throws.
            throw new AuthenticationException(exception.Message, exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pool?.Dispose();
            _credentials.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> AgainAsync(
        HttpRequestMessage request, HttpResponseMessage refusal, Identity refused, CancellationToken cancellationToken)
    {
        HttpResponseMessage? answer = refusal;
        try
        {
            // Even where this request cannot be sent again: the next one is to have the new ones.
            var renewed = await _credentials.RenewAsync(refused, cancellationToken);
            return renewed is not null && request.Content is (null or ByteArrayContent or ReadOnlyMemoryContent)
                ? await SendAsync(request, renewed, cancellationToken)
                : Interlocked.Exchange(ref answer, null);
        }
        finally
        {
            answer?.Dispose();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Identity identity, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = identity.Authorization;
        try
        {
            return await Pool(identity.Certificate).SendAsync(request, cancellationToken);
        }
        catch (OperationCanceledException exception)
            when (exception.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                $"no connection to {config.Server} within {ConnectionPool.ConnectTimeout.TotalSeconds:0} s",
                exception);
        }
        finally
        {
            // The request goes on to logs and exceptions, and they print its headers.
            request.Headers.Authorization = null;
        }
    }

    private void Prepare(HttpRequestMessage request)
    {
        foreach (var (name, value) in config.User.Impersonation)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        // The handler of connections takes the name to ask for from here, and from nowhere else.
        request.Headers.Host = config.ServerName;
    }

    private ConnectionPool Pool(SslStreamCertificateContext? certificate)
    {
        lock (_lock)
        {
            if (_pool is null || !ReferenceEquals(_pool.Certificate, certificate))
            {
                // The one before is not disposed of: requests may be under way in it, and once they are not, its idle connections end by themselves.
                _pool = new ConnectionPool(config, _check, certificate);
            }

            return _pool;
        }
    }
}
