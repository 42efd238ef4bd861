using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ParallelJobs.Kubernetes.Configuration;

internal static class Pem
{
    /// <summary>In their order; at least one.</summary>
    /// <exception cref="ClusterConfigException">There is none, or one that cannot be read.</exception>
    public static X509Certificate2Collection Certificates(Material source, byte[] content)
    {
        try
        {
            X509Certificate2Collection all = [];
            all.ImportFromPem(Encoding.UTF8.GetString(content));
            return all.Count > 0 ? all : throw source.Error("there is no certificate in PEM form in it");
        }
        catch (CryptographicException exception)
        {
            throw source.Error("a certificate in it is damaged", exception);
        }
    }
}
