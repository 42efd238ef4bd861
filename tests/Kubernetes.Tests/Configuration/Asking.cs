using System.Net;
using ParallelJobs.Kubernetes.Configuration;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

/// <summary>Requests as the client sends them, by a handler that they share.</summary>
internal sealed class Asking(ClusterConfig config, TimeProvider? time = null) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(config.CreateHandler(time ?? TimeProvider.System));

    /// <summary>The configuration of a kubeconfig of one context, with this cluster and this user.</summary>
    public static ClusterConfig Read(ConfigFolder folder, string cluster, string user) => ClusterConfig.Load(folder.Write("config", Text(cluster, user)));

    public static string Text(string cluster, string user) => $$"""
        apiVersion: v1
        kind: Config
        current-context: here
        contexts: [{name: here, context: {cluster: c, user: bob} }]
        clusters: [{name: c, cluster: { {{cluster}} } }]
        users: [{name: bob, user: { {{user}} } }]
        """;

    /// <summary>The code of the answer.</summary>
    public async Task<HttpStatusCode> SendAsync(string path = "/api", HttpContent? content = null, Version? version = null)
    {
        using var request = new HttpRequestMessage(content is null ? HttpMethod.Get : HttpMethod.Post, new Uri(config.Server, path))
        {
            Content = content,
            Version = version ?? HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        using var response = await _invoker.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Authorization", $"{request}{response.RequestMessage}", StringComparison.Ordinal);
        return response.StatusCode;
    }

    /// <summary>Why it cannot be sent, as the client says it.</summary>
    public async Task<string> FailAsync(string path = "/api")
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(path));
        Assert.True(Failure.IsOfConnection(exception), $"{exception}");
        return Failure.Innermost(exception);
    }

    public void Dispose() => _invoker.Dispose();
}
