using System.Text;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>Writes kubeconfigs of one context.</summary>
public static class KubeConfig
{
    public static string Text(Uri server, ApiUser user, string @namespace = "default") => $$"""
        apiVersion: v1
        kind: Config
        current-context: test
        contexts:
        - name: test
          context: { cluster: test, user: test, namespace: {{@namespace}} }
        clusters:
        - name: test
          cluster:
            server: {{server.GetLeftPart(UriPartial.Authority)}}
            certificate-authority-data: {{Base64(user.Authority.ExportCertificatePem())}}
        users:
        - name: test
          user: { {{string.Join(", ", Credentials(user))}} }

        """;

    private static IEnumerable<string> Credentials(ApiUser user)
    {
        if (user.Token is { } token)
        {
            yield return $"token: {token}";
        }

        if (user.Certificate is { } certificate)
        {
            using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!;
            yield return $"client-certificate-data: {Base64(certificate.ExportCertificatePem())}";
            yield return $"client-key-data: {Base64(key.ExportPkcs8PrivateKeyPem())}";
        }
    }

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));
}
