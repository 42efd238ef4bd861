using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Operator.Tests.Running;

/// <summary>
/// An operator's way to the API server: counts what it writes, and is cut for ever when it has written so much, as the process would be by its
/// death. The last write is carried out, and its answer is lost.
/// </summary>
internal sealed class MortalHandler(HttpMessageHandler server, int mayWrite = int.MaxValue) : DelegatingHandler(server)
{
    private readonly Lock _lock = new();
    private readonly List<string> _writes = [];

    public Signal Changed { get; } = new();

    public IReadOnlyList<string> Writes
    {
        get { lock (_lock) { return [.. _writes]; } }
    }

    public bool IsDead => Writes.Count >= mayWrite;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDead)
        {
            throw new HttpRequestException("the process is dead");
        }

        if (request.Method == HttpMethod.Get)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var asked = ApiRequest.Of(request.Method, request.RequestUri!);
        lock (_lock)
        {
            _writes.Add($"{asked.Verb} {asked.Resource}{(asked.Subresource is { } part ? $"/{part}" : "")}");
        }

        var answer = await base.SendAsync(request, cancellationToken);
        Changed.Raise();
        return IsDead ? throw new HttpRequestException("the process is dead") : answer;
    }
}
