namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Reads an entry of clusters.</summary>
internal static class ClusterSection
{
    /// <exception cref="ClusterConfigException">Something in it is wrong.</exception>
    public static ClusterConfig Read(ConfigNode node)
    {
        var authority = node.Material("certificate-authority");
        var insecure = node.Flag("insecure-skip-tls-verify");
        if (insecure && authority is not null)
        {
            throw node.Error("insecure-skip-tls-verify", "there is a certificate authority too: remove one of both");
        }

        if (authority is not null)
        {
            _ = ServerCheck.Parse(authority);
        }

        return new()
        {
            Server = Server(node),
            Authority = authority,
            Insecure = insecure,
            ServerName = ServerName(node),
            Proxy = Proxy(node),
        };
    }

    private static Uri Server(ConfigNode node)
    {
        var text = node.Text("server") ?? throw node.Error("server", "it is missing: give the URL of the API server");
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            && url is { UserInfo: "", Query: "", Fragment: "" }
                ? url
                : throw node.Error("server", "this is no URL of an API server: write https://HOST:PORT, and who asks under users");
    }

    private static string? ServerName(ConfigNode node) =>
        node.Text("tls-server-name") is not { } name ? null
        : Uri.CheckHostName(name) is not UriHostNameType.Unknown ? name
        : throw node.Error("tls-server-name", "this is no host name");

    private static Uri? Proxy(ConfigNode node) =>
        node.Text("proxy-url") is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "socks5" ? url
        : throw node.Error("proxy-url", "this is no URL of a proxy: write http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT");
}
