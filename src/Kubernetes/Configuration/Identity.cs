using System.Net.Http.Headers;
using System.Net.Security;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>What one request shows to say who asks. Not a record: it is secret.</summary>
internal sealed class Identity(AuthenticationHeaderValue? authorization, SslStreamCertificateContext? certificate, ExecIdentity? given)
{
    public AuthenticationHeaderValue? Authorization => authorization;

    public SslStreamCertificateContext? Certificate => certificate;

    /// <summary>What of it a plugin gave.</summary>
    public ExecIdentity? Given => given;

    public bool Shows(Identity other) =>
        Equals(authorization, other.Authorization) && Equals(certificate?.TargetCertificate, other.Certificate?.TargetCertificate);
}
