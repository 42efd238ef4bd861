namespace ParallelJobs.Kubernetes;

/// <summary>How a client asks. Immutable.</summary>
public sealed record KubernetesClientOptions
{
    /// <summary>Who writes, in the managedFields of objects, and the User-Agent of requests.</summary>
    public string FieldManager { get; init; } = "parallel-job";

    /// <summary>Within it an answer has come whole, or the request has failed; watches are not bounded by it.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Objects in one page of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>
    /// HTTP/2 carries all requests over one connection, and pings find out when it is dead. With HTTP/1.1 a request that is given up takes its
    /// connection with it, and the next one gets a new one at once.
    /// </summary>
    public Version HttpVersion { get; init; } = System.Net.HttpVersion.Version20;
}
