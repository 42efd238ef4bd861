using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>Who asks an API server, and whom it trusts to be that server. Immutable.</summary>
public sealed record ApiUser
{
    /// <summary>Null: none is sent.</summary>
    public string? Token { get; init; }

    /// <summary>With its private key. Null: none is shown.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Who must have issued the server's certificate.</summary>
    public required X509Certificate2 Authority { get; init; }

    /// <summary>What connects so; the caller disposes of it.</summary>
    public HttpMessageHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { Authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
                ClientCertificates = Certificate is null ? null : new X509CertificateCollection { Certificate },
            },
        };
        return Token is null ? handler : new TokenHandler(Token, handler);
    }
}
