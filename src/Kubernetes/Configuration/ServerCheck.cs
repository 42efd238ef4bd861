using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>
/// Whether a server is the one that is meant: its certificate is signed by the configured authority and no other, in force, and of its name. The
/// authority's file is read again for each new connection. Safe for use by several threads.
/// </summary>
internal sealed class ServerCheck(ClusterConfig config, TimeProvider time)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly Reread<X509Certificate2Collection>? _authority = config.Authority is not { } authority
        ? null
        : new(content => Pem.Certificates(authority, content[0]), time, authority);

    /// <exception cref="ClusterConfigException">It is no certificate.</exception>
    public static X509Certificate2Collection Parse(Material authority) => Pem.Certificates(authority, authority.Read());

    /// <exception cref="AuthenticationException">It is not; says why.</exception>
    public bool Verify(object stream, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (config.Insecure)
        {
            return true;
        }

        var name = (stream as SslStream)?.TargetHostName ?? config.Server.IdnHost;
        if (certificate is not X509Certificate2 shown || chain is null)
        {
            throw new AuthenticationException($"{Subject(name)}: it shows no certificate");
        }

        string?[] problems =
        [
            errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? NotOfName(shown, name) : null,
            .. _authority is null
                ? Problems(chain, "an authority that this system trusts: name the cluster's own in certificate-authority")
                : Chained(shown, chain),
        ];
        return problems.OfType<string>().ToArray() is [_, ..] found
            ? throw new AuthenticationException($"{Subject(name)} {string.Join("; it ", found)}")
            : true;
    }

    private List<string> Chained(X509Certificate2 shown, X509Chain received)
    {
        var roots = _authority!.Again();
        using var chain = new X509Chain { ChainPolicy = Policy() };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(received.ChainPolicy.ExtraStore);
        chain.ChainPolicy.ApplicationPolicy.Add(new(ServerAuthentication));
        // What was configured is trusted even if it is itself signed by another: the chain then ends there, with all signatures up to it checked.
        var trusted = chain.Build(shown)
            || (Statuses(chain) is X509ChainStatusFlags.PartialChain && chain.ChainElements.Any(element => Has(roots, element.Certificate)));
        return trusted
            ? []
            : Problems(chain, $"the configured certificate authority ({config.Authority!.Origin}): take that of this cluster");
    }

    /// <summary>Nothing is fetched from the network on a certificate's word.</summary>
    public static X509ChainPolicy Policy() => new() { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };

    private static List<string> Problems(X509Chain chain, string signer)
    {
        List<string> problems = [];
        var flags = Statuses(chain);
        if (flags.HasFlag(X509ChainStatusFlags.PartialChain)
            || flags.HasFlag(X509ChainStatusFlags.UntrustedRoot)
            || flags.HasFlag(X509ChainStatusFlags.NotSignatureValid))
        {
            problems.Add($"is not signed by {signer}");
        }

        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            problems.AddRange(chain.ChainElements
                .Where(element => element.ChainElementStatus.Any(status => status.Status is X509ChainStatusFlags.NotTimeValid))
                .Select(element => element.Certificate)
                .Select(each => (each.Equals(chain.ChainElements[0].Certificate) ? "" : $"is signed by {each.Subject}, which ") + NotInForce(each)));
        }

        if (problems is [] && flags is not X509ChainStatusFlags.NoError)
        {
            problems.Add($"is not accepted: {string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()))}");
        }

        return problems;
    }

    private static X509ChainStatusFlags Statuses(X509Chain chain) =>
        chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);

    /// <summary>The whole certificate, and not its issuer and number alone, which anybody can write.</summary>
    private static bool Has(X509Certificate2Collection roots, X509Certificate2 certificate) =>
        roots.Any(root => root.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));

    private static string NotInForce(X509Certificate2 certificate)
    {
        var (from, to) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return $"is valid only from {from:yyyy-MM-dd HH:mm} to {to:yyyy-MM-dd HH:mm} UTC: renew it, or set the clock";
    }

    private static string NotOfName(X509Certificate2 certificate, string name)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => $"{address}")))
            .Take(10);
        return $"is not of '{name}' but of {string.Join(", ", names)}: set tls-server-name to one of these, or use one in server";
    }

    private string Subject(string name) =>
        name == (config.ServerName ?? config.Server.IdnHost) ? $"the certificate of {config.Server}" : $"the certificate of the proxy {name}";
}
