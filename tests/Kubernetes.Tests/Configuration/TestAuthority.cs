using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

/// <summary>Issues certificates as a test wants them: of RSA or EC, for these names, in force or not.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public TestAuthority(string name = "test", TestAuthority? above = null)
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        Certificate = above is null
            ? request.CreateSelfSigned(Now.AddDays(-9), Now.AddDays(9))
            : request.Create(above.Certificate, Now.AddDays(-8), Now.AddDays(8), [1, 2, 3]).CopyWithPrivateKey(_key);
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem();

    public string Base64 => Encoded(Pem);

    public static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>For a server of these names.</summary>
    /// <param name="names">Host names and addresses.</param>
    /// <param name="days">Until it ends; it began five days ago.</param>
    public X509Certificate2 IssueServer(string[] names, int days = 5)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        using var issued = Signed(request, days);
        return issued.CopyWithPrivateKey(key);
    }

    public (string Certificate, string Key) IssueClient(string user, string form)
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = form.StartsWith("RSA", StringComparison.Ordinal)
            ? new CertificateRequest($"CN={user}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest($"CN={user}", ec, HashAlgorithmName.SHA256);
        using var issued = Signed(request, days: 5);
        return (issued.ExportCertificatePem(), form switch
        {
            "RSA, PKCS#1" => rsa.ExportRSAPrivateKeyPem(),
            "RSA, PKCS#8" => rsa.ExportPkcs8PrivateKeyPem(),
            "EC, SEC 1" => $"-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n{ec.ExportECPrivateKeyPem()}",
            "EC, PKCS#8" => ec.ExportPkcs8PrivateKeyPem(),
            "EC, encrypted" => ec.ExportEncryptedPkcs8PrivateKeyPem("secret", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "no such form"),
        });
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private X509Certificate2 Signed(CertificateRequest request, int days) =>
        request.Create(Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), Now.AddDays(-5), Now.AddDays(days), RandomNumberGenerator.GetBytes(8));
}
