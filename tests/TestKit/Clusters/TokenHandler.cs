using System.Net.Http.Headers;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>Sends a token with each request.</summary>
internal sealed class TokenHandler(string token, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}
