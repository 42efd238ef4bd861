using System.IO.Pipelines;

namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>Connections of which nothing more is heard, not even their end: watches that are asked for while it is deaf begin and stay silent.</summary>
internal sealed class DeafHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private volatile bool _isDeaf;

    public bool IsDeaf
    {
        get => _isDeaf;
        set => _isDeaf = value;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isDeaf = IsDeaf;
        var response = await base.SendAsync(request, cancellationToken);
        if (isDeaf && request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal))
        {
            response.Content.Dispose();
            response.Content = new StreamContent(new Pipe().Reader.AsStream());
        }

        return response;
    }
}
