using System.Net.Security;
using System.Text;
using System.Text.Json;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>
/// The credentials that a plugin gives, until they expire or are refused; one run of it at a time, for all who wait. Safe for use by several threads.
/// </summary>
internal sealed class ExecPlugin(ExecConfig config, TimeProvider time) : IDisposable
{
    private readonly ExecProgram _program = new(config, time);
    private readonly SemaphoreSlim _turn = new(1);
    private volatile ExecIdentity? _last;

    /// <exception cref="ClusterConfigException">The plugin gave none.</exception>
    public async ValueTask<ExecIdentity> CurrentAsync(CancellationToken cancellationToken) =>
        Valid ?? await RunAsync(() => Valid, cancellationToken);

    /// <summary>Newer ones than those that were refused.</summary>
    /// <exception cref="ClusterConfigException">The plugin gave none.</exception>
    public async ValueTask<ExecIdentity> RenewAsync(ExecIdentity? refused, CancellationToken cancellationToken) =>
        await RunAsync(() => ReferenceEquals(_last, refused) ? null : Valid, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private ExecIdentity? Valid => _last is { } last && !(last.Expires <= time.GetUtcNow()) ? last : null;

    private async Task<ExecIdentity> RunAsync(Func<ExecIdentity?> already, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Whoever had the turn before may have found what we want.
            return already() ?? (_last = Read(await _program.RunAsync(cancellationToken)));
        }
        finally
        {
            _turn.Release();
        }
    }

    private ExecIdentity Read(string output)
    {
        ExecCredential? answer;
        try
        {
            answer = JsonSerializer.Deserialize(output, ExecJson.Default.ExecCredential);
        }
        catch (JsonException)
        {
            // Without the inner exception, which may quote the answer.
            throw _program.Error("the plugin did not print an ExecCredential as JSON");
        }

        if (answer is not { Kind: nameof(ExecCredential), Status: { } status } || answer.ApiVersion != config.ApiVersion)
        {
            throw _program.Error($"the plugin did not print an ExecCredential of {config.ApiVersion} with a status");
        }

        var token = string.IsNullOrEmpty(status.Token) ? null : Token.Parse(Part("status.token", status.Token));
        var certificate = Certificate(status);
        return token is null && certificate is null
            ? throw _program.Error("the plugin printed neither a token nor a certificate")
            : new ExecIdentity(token, certificate, status.ExpirationTimestamp);
    }

    private SslStreamCertificateContext? Certificate(ExecCredentialStatus status) =>
        (status.ClientCertificateData, status.ClientKeyData) switch
        {
            (null or "", null or "") => null,
            ({ Length: > 0 } certificate, { Length: > 0 } key) =>
                ClientCertificate.Parse(Part("status.clientCertificateData", certificate), Part("status.clientKeyData", key)),
            _ => throw _program.Error("the plugin printed only one of clientCertificateData and clientKeyData"),
        };

    private Material Part(string field, string text) => Material.Of($"{config.Origin} ({config.Command}) {field}", Encoding.UTF8.GetBytes(text));
}
