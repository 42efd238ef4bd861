using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>The cluster for which a plugin is to give credentials.</summary>
internal sealed class ExecCluster
{
    public required string Server { get; init; }

    [JsonPropertyName("tls-server-name")]
    public string? TlsServerName { get; init; }

    [JsonPropertyName("insecure-skip-tls-verify")]
    public bool InsecureSkipTlsVerify { get; init; }

    [JsonPropertyName("certificate-authority-data")]
    public byte[]? CertificateAuthorityData { get; init; }

    [JsonPropertyName("proxy-url")]
    public string? ProxyUrl { get; init; }
}
