using System.Net.Http.Headers;
using System.Net.Security;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Who asks, as of now. Safe for use by several threads.</summary>
internal sealed class Credentials(UserConfig user, TimeProvider time) : IDisposable
{
    private readonly Reread<string>? _token = user.Token is not { } token
        ? null
        : new(content => Token.Parse(token, content[0]), time, token);

    private readonly Reread<SslStreamCertificateContext>? _certificate = user is not { Certificate: { } certificate, Key: { } key }
        ? null
        : new(content => ClientCertificate.Parse(certificate, content[0], key, content[1]), time, certificate, key);

    private readonly ExecPlugin? _plugin = user.Exec is { } exec ? new(exec, time) : null;

    /// <exception cref="ClusterConfigException">There are none.</exception>
    public async ValueTask<Identity> CurrentAsync(CancellationToken cancellationToken) =>
        Of(_plugin is null ? null : await _plugin.CurrentAsync(cancellationToken));

    /// <summary>Looks again, since a server has refused them; null when there are no others.</summary>
    /// <exception cref="ClusterConfigException">There are none.</exception>
    public async ValueTask<Identity?> RenewAsync(Identity refused, CancellationToken cancellationToken)
    {
        _ = _token?.Again();
        _ = _certificate?.Again();
        var now = Of(_plugin is null ? null : await _plugin.RenewAsync(refused.Given, cancellationToken));
        return now.Shows(refused) ? null : now;
    }

    public void Dispose() => _plugin?.Dispose();

    private Identity Of(ExecIdentity? given) => new(
        (_token?.Current ?? given?.Token) is { } token && user.Basic is null ? new AuthenticationHeaderValue("Bearer", token) : user.Basic,
        given?.Certificate ?? _certificate?.Current,
        given);
}
