namespace ParallelJobs.Kubernetes.Tests.Configuration;

/// <param name="Authorization">The header.</param>
/// <param name="Certificate">The subject of the client certificate.</param>
/// <param name="Host">The host that was asked for.</param>
/// <param name="Protocol">Of HTTP.</param>
/// <param name="Connection">The same for all requests of one connection.</param>
/// <param name="Body">All of it.</param>
/// <param name="Impersonation">The headers of that, "name: value".</param>
internal sealed record TlsRequest(
    string? Authorization, string? Certificate, string? Host, string Protocol, string Connection, string Body, IReadOnlyList<string> Impersonation);
