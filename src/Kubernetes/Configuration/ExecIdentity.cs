using System.Net.Security;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>What a plugin gave, read. Not a record: it is secret.</summary>
internal sealed class ExecIdentity(string? token, SslStreamCertificateContext? certificate, DateTimeOffset? expires)
{
    public string? Token => token;

    public SslStreamCertificateContext? Certificate => certificate;

    /// <summary>Null where it does not.</summary>
    public DateTimeOffset? Expires => expires;
}
