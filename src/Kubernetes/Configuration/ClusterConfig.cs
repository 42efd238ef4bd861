namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>
/// Where the API server is, which certificate it must show, and who asks. Immutable; the credentials that it leads to are read again when they
/// change. No secret is in its text, nor in what its errors say.
/// </summary>
public sealed record ClusterConfig
{
    /// <summary>With a path where the API is not at the root.</summary>
    public required Uri Server { get; init; }

    /// <summary>Where objects are when none is named: of the context, of the pod, or "default".</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Who alone may have signed the server's certificate; null for those whom the system trusts.</summary>
    internal Material? Authority { get; init; }

    /// <summary>The name in the server's certificate, and to ask for; null for that of the URL.</summary>
    internal string? ServerName { get; init; }

    /// <summary>Any certificate will do.</summary>
    internal bool Insecure { get; init; }

    /// <summary>Null for what HTTPS_PROXY and NO_PROXY say.</summary>
    internal Uri? Proxy { get; init; }

    internal UserConfig User { get; init; } = UserConfig.Anonymous;

    /// <summary>
    /// The kubeconfig of <paramref name="file"/>, or of KUBECONFIG (a list of files, merged), or ~/.kube/config, and in it the current context; where
    /// none of the three is there, that of the pod in which this runs.
    /// </summary>
    /// <param name="file">Instead of KUBECONFIG.</param>
    /// <param name="context">Instead of the current one.</param>
    /// <exception cref="ClusterConfigException">It is missing, unreadable, or wrong.</exception>
    public static ClusterConfig Load(string? file = null, string? context = null) => ConfigEnvironment.Own.Load(file, context);

    /// <summary>That of the pod in which this runs: KUBERNETES_SERVICE_HOST and its service account's files.</summary>
    /// <exception cref="ClusterConfigException">This is no pod, or it has no token.</exception>
    public static ClusterConfig InCluster() => ConfigEnvironment.Own.InCluster();

    /// <summary>
    /// A handler that connects as configured and authorizes each request. After a 401 it looks for newer credentials, and sends the request once more
    /// if it found any. What keeps it from connecting is an exception of HTTP or of authentication that says why. Whoever makes it disposes of it.
    /// </summary>
    public HttpMessageHandler CreateHandler(TimeProvider time) => new ClusterHandler(this, time);
}
