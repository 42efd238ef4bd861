using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Stores;

/// <summary>Counts the requests of one client to a real server, and keeps them from it while it is closed. Safe for use by several threads.</summary>
internal sealed class Gate(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Lock _lock = new();
    private readonly List<ApiRequest> _requests = [];
    private readonly Signal _changed = new();
    private volatile bool _isClosed;

    public bool IsClosed
    {
        get => _isClosed;
        set => _isClosed = value;
    }

    public IReadOnlyList<ApiRequest> Requests
    {
        get { lock (_lock) { return [.. _requests]; } }
    }

    public int Count(string verb) => Requests.Count(request => request.Verb == verb);

    /// <summary>Returns when so many have been sent, counted from the beginning.</summary>
    public Task UntilAsync(int count, string verb, CancellationToken cancellationToken) =>
        _changed.UntilAsync(() => Count(verb) >= count, $"{count} requests to {verb}", cancellationToken: cancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _requests.Add(ApiRequest.Of(request.Method, request.RequestUri!));
        }

        _changed.Raise();
        return IsClosed ? throw new HttpRequestException("the gate is closed") : await base.SendAsync(request, cancellationToken);
    }
}
