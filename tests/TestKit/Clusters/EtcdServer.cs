using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>An etcd on loopback, which does not wait for the disk.</summary>
internal sealed class EtcdServer : IAsyncDisposable
{
    private readonly ServerFolder _folder = new("etcd", ServerAccount.Own);
    private readonly HttpClient _http = new();
    private ServerProcess? _process;

    public string Url { get; private set; } = "";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Url = $"http://127.0.0.1:{FreePort.Next()}";
        var peers = $"http://127.0.0.1:{FreePort.Next()}";
        _process = ServerProcess.Start(_folder, ServerAccount.Own,
        [
            ClusterPrograms.Etcd, "--unsafe-no-fsync", "--data-dir", _folder["data"], "--listen-client-urls", Url, "--advertise-client-urls", Url,
            "--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers, "--initial-cluster", $"default={peers}",
        ]);
        await Readiness.UntilAsync(_process, "etcd", HealthyAsync, LogTail, cancellationToken);
    }

    /// <summary>Forgets all revisions but the present one.</summary>
    public async Task CompactAsync(CancellationToken cancellationToken)
    {
        // Keys and values are base64; this is the gateway to the calls of its own protocol.
        var range = await PostAsync("range", new JsonObject { ["key"] = "AA==", ["limit"] = "1" }, cancellationToken);
        var revision = long.Parse((string)range["header"]!["revision"]!, CultureInfo.InvariantCulture);
        await PostAsync("compaction", new JsonObject { ["revision"] = $"{revision}", ["physical"] = true }, cancellationToken);
    }

    public string LogTail() => _folder.LogTail(lines: 20);

    public async ValueTask DisposeAsync()
    {
        await (_process?.KillAsync() ?? Task.CompletedTask);
        _http.Dispose();
        _folder.Delete();
    }

    private async Task<bool> HealthyAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(Url + "/health"), cancellationToken);
        return response.IsSuccessStatusCode;
    }

    private async Task<JsonNode> PostAsync(string call, JsonObject body, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(new Uri($"{Url}/v3/kv/{call}"), body, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
    }
}
