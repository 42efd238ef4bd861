using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.TestKit.Http;

/// <summary>The requests that have come in, in their order. Safe for use by several threads.</summary>
public sealed class ApiRequestLog
{
    private readonly Lock _lock = new();
    private readonly List<ApiRequest> _all = [];

    /// <summary>So far.</summary>
    public IReadOnlyList<ApiRequest> All
    {
        get { lock (_lock) { return [.. _all]; } }
    }

    /// <summary>Raised after each request is counted, before it is answered.</summary>
    public Signal Changed { get; } = new();

    public int Count(Func<ApiRequest, bool>? which = null) => All.Count(which ?? (_ => true));

    /// <summary>How many of a verb ("list", "watch", "update", …) and a resource ("pods").</summary>
    public int Count(string verb, string resource) => Count(request => request.Verb == verb && request.Resource == resource);

    /// <summary>Returns when so many have come in, from the beginning or from the last <see cref="Clear"/>.</summary>
    public Task UntilAsync(
        int count,
        Func<ApiRequest, bool>? which = null,
        TimeSpan? within = null,
        CancellationToken cancellationToken = default) =>
        Changed.UntilAsync(() => Count(which) >= count, $"{count} requests", within, cancellationToken);

    public void Clear()
    {
        lock (_lock)
        {
            _all.Clear();
        }
    }

    internal void Add(ApiRequest request)
    {
        lock (_lock)
        {
            _all.Add(request);
        }

        Changed.Raise();
    }
}
