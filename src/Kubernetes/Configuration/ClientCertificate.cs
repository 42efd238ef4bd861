using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>
/// Reads the certificate that we show, with those that lead from it to its authority, and its key: PEM; RSA or EC; PKCS#1, PKCS#8 or SEC 1.
/// </summary>
internal static class ClientCertificate
{
    /// <exception cref="ClusterConfigException">One of both is not of that form, or they do not belong together.</exception>
    public static SslStreamCertificateContext Parse(Material certificate, Material key) =>
        Parse(certificate, certificate.Read(), key, key.Read());

    /// <exception cref="ClusterConfigException">One of both is not of that form, or they do not belong together.</exception>
    public static SslStreamCertificateContext Parse(Material certificate, byte[] certificates, Material key, byte[] secret)
    {
        var all = Pem.Certificates(certificate, certificates);
        var text = Encoding.UTF8.GetString(secret);
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw key.Error("the key is encrypted: give it without a passphrase (openssl pkey -in KEY)");
        }

        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw key.Error("there is no private key in PEM form in it");
        }

        try
        {
            var own = X509Certificate2.CreateFromPem(all[0].ExportCertificatePem(), text);
            // Offline: what is missing between us and the authority is not looked for in the network.
            return SslStreamCertificateContext.Create(own, [.. all.Skip(1)], offline: true);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // Without the inner exception: nothing of a key must get into a text.
            throw key.Error($"this key does not go with the certificate ({certificate.Origin}): give its own, of RSA or EC");
        }
    }
}
