using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ParallelJobs.ElectedProcess;

/// <summary>Connects to the test's API server.</summary>
internal sealed class ServerAccess(ElectedOptions options) : DelegatingHandler(Handler(options))
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        return base.SendAsync(request, cancellationToken);
    }

    private static SocketsHttpHandler Handler(ElectedOptions options) => new()
    {
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(options.Authority) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };
}
