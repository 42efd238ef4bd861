using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ParallelJobs.Queue.Tests.Postgres;

/// <summary>A certificate of 127.0.0.1, signed by itself, in files that a server of the user postgres can read.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"paralleljobs-certificate-{Guid.NewGuid():N}");

    public ServerCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        Directory.CreateDirectory(_folder);
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        Run("chmod", "600");
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "postgres");
        }
    }

    public string CertificateFile => Path.Combine(_folder, "server.crt");

    public Dictionary<string, string> Settings => new() { ["ssl"] = "on", ["ssl_cert_file"] = CertificateFile, ["ssl_key_file"] = KeyFile };

    private string KeyFile => Path.Combine(_folder, "server.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(string program, string argument)
    {
        using var process = Process.Start(program, [argument, KeyFile]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
