using System.Text.Json.Nodes;

namespace ParallelJobs.Crd.Tests;

/// <summary>A job of a test, with a name of its own; it goes with the test.</summary>
internal sealed class TestJob : IAsyncDisposable
{
    private readonly CrdServer _server;

    private TestJob(CrdServer server, string name) => (_server, Name) = (server, name);

    public string Name { get; }

    /// <param name="server">Where it is made.</param>
    /// <param name="spec">The spec in YAML of one line; null for the least there is.</param>
    public static async Task<TestJob> CreateAsync(CrdServer server, string? spec = null)
    {
        var job = new TestJob(server, $"test-{Guid.NewGuid():n}");
        var created = await server.CreateAsync(job.Yaml($"spec: {spec ?? "{ range: { start: 0, end: 10 }, kernel: { name: primes } }"}"));
        Assert.True(created.Refusal is null, created.Refusal);
        return job;
    }

    public Task<Answer> GetAsync(string subresource = "") => _server.GetAsync(Name, subresource);

    public Task<Answer> PutAsync(JsonNode content, string subresource = "") => _server.ReplaceAsync(Name, content.ToJsonString(), subresource);

    public Task<Answer> ApplyStatusAsync(string status, string manager) =>
        _server.ApplyAsync(Name, Yaml($"status: {{ {status} }}"), manager, "/status");

    public async ValueTask DisposeAsync() => await _server.DeleteAsync(Name);

    private string Yaml(string content) => $"apiVersion: paralleljobs.io/v1alpha1\nkind: ParallelJob\nmetadata: {{ name: {Name} }}\n{content}\n";
}
