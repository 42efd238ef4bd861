namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>What a plugin answers: a token, or a certificate and its key, or both. Not a record: they are secret.</summary>
internal sealed class ExecCredentialStatus
{
    /// <summary>Null where it does not end.</summary>
    public DateTimeOffset? ExpirationTimestamp { get; init; }

    public string? Token { get; init; }

    public string? ClientCertificateData { get; init; }

    public string? ClientKeyData { get; init; }
}
