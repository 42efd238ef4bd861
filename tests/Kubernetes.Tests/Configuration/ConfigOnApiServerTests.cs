using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes.Configuration;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

/// <summary>What a real API server makes of our credentials, and we of its certificate.</summary>
[Trait("Requires", "ApiServer")]
public sealed class ConfigOnApiServerTests : IAsyncLifetime
{
    private readonly ConfigFolder _folder = new();
    private readonly ManualTime _time = new();
    private KubernetesApiServer _server = null!;
    private string _namespace = "";

    public async ValueTask InitializeAsync()
    {
        _server = await SharedApiServer.GetAsync();
        _namespace = await _server.CreateNamespaceAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_pods_files_let_its_service_account_in_and_a_new_token_takes_the_place_of_one_that_has_expired()
    {
        var (uid, token) = await CreateAccountAsync("worker");
        _folder.Write("token", token);
        _folder.Write("ca.crt", _server.Authority.Pem);
        _folder.Write("namespace", _namespace);
        var config = Pod().InCluster();
        using var client = new KubernetesClient(config, time: _time);

        await AssertIsAsync(client, config.Namespace, $"system:serviceaccount:{_namespace}:worker");

        _folder.Write("token", _server.ServiceAccounts.Token(_namespace, "worker", uid, DateTimeOffset.UtcNow.AddMinutes(-1)));
        _time.Advance(TimeSpan.FromMinutes(1));
        var expired = await Assert.ThrowsAsync<KubernetesException>(() => ReadAsync(client, _namespace));
        Assert.True(expired.IsUnauthorized, expired.Message);

        _folder.Write("token", _server.ServiceAccounts.Token(_namespace, "worker", uid, DateTimeOffset.UtcNow.AddHours(1)));
        await AssertIsAsync(client, _namespace, $"system:serviceaccount:{_namespace}:worker");
    }

    [Fact]
    public async Task A_kubeconfig_that_kubectl_understands_is_understood()
    {
        using var client = new KubernetesClient(ClusterConfig.Load(_server.KubeConfigFile));

        Assert.Equal("default", (await client.GetAsync<Namespace>(null, "default", TestContext.Current.CancellationToken)).Metadata.Name);
    }

    [Fact]
    public async Task A_client_certificate_is_believed()
    {
        using var issued = _server.Authority.IssueClient("dora");
        using var key = issued.GetECDsaPrivateKey()!;
        _folder.Write("dora.crt", issued.ExportCertificatePem());
        _folder.Write("dora.key", key.ExportECPrivateKeyPem());
        using var client = new KubernetesClient(Load("client-certificate: dora.crt, client-key: dora.key"));

        await AssertIsAsync(client, _namespace, "dora");
    }

    [Fact]
    public async Task A_client_certificate_of_another_authority_is_refused()
    {
        using var other = new TestAuthority();
        var (certificate, key) = other.IssueClient("eve", "EC, SEC 1");
        _folder.Write("eve.crt", certificate);
        _folder.Write("eve.key", key);
        using var client = new KubernetesClient(Load("client-certificate: eve.crt, client-key: eve.key"));

        Assert.True((await Assert.ThrowsAsync<KubernetesException>(() => ReadAsync(client, _namespace))).IsUnauthorized);
    }

    [Fact]
    public async Task A_plugin_gives_a_token_and_after_a_401_another()
    {
        _folder.Write("expired", _server.ServiceAccounts.Token(_namespace, "worker", "none", DateTimeOffset.UtcNow.AddMinutes(-1)));
        _folder.Write("good", (await CreateAccountAsync("worker")).Token);
        _folder.Write("plugin", """
            echo >>@/runs
            if test "$(wc -l <@/runs)" = 1; then file=expired; else file=good; fi
            echo '{"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", "status": {"token": "'"$(cat @/$file)"'"}}'
            """);
        using var client = new KubernetesClient(Load("exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, args: ['@/plugin']}"));

        await AssertIsAsync(client, _namespace, $"system:serviceaccount:{_namespace}:worker");
        Assert.Equal(2, (await File.ReadAllLinesAsync(_folder["runs"], TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task A_request_is_made_in_the_name_of_another()
    {
        using var client = new KubernetesClient(Load($"token: {_server.Admin.Token}, as: jane, as-groups: [readers]"));

        await AssertIsAsync(client, _namespace, "jane");
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not_asked()
    {
        using var other = new TestAuthority("test authority");
        using var client = new KubernetesClient(Load($"token: {_server.Admin.Token}", other.Pem));

        var exception = await Assert.ThrowsAsync<KubernetesException>(() => ReadAsync(client, _namespace));

        Assert.True(exception.IsUnreachable);
        Assert.Contains($"the certificate of {_server.Url} is not signed by the configured certificate authority", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Admin.Token!, $"{exception}", StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private ConfigEnvironment Pod() => _folder.Environment(
        ("KUBERNETES_SERVICE_HOST", "127.0.0.1"), ("KUBERNETES_SERVICE_PORT", _server.Port.ToString(CultureInfo.InvariantCulture)));

    private ClusterConfig Load(string user, string? authority = null) => Asking.Read(
        _folder, $"server: '{_server.Url}', certificate-authority-data: {TestAuthority.Encoded(authority ?? _server.Authority.Pem)}", user);

    /// <summary>A service account, and a token of it that the server has issued (TokenRequest).</summary>
    private async Task<(string Uid, string Token)> CreateAccountAsync(string name)
    {
        using var invoker = new HttpMessageInvoker(_server.Admin.CreateHandler());
        var path = $"api/v1/namespaces/{_namespace}/serviceaccounts";
        var account = await PostAsync(path, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } });
        var request = await PostAsync($"{path}/{name}/token", new JsonObject { ["spec"] = new JsonObject { ["audiences"] = new JsonArray(), ["expirationSeconds"] = 600 } });
        return ((string)account["metadata"]!["uid"]!, (string)request["status"]!["token"]!);

        async Task<JsonNode> PostAsync(string to, JsonObject body)
        {
            using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            using var post = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Url, to)) { Content = content };
            using var response = await invoker.SendAsync(post, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode is HttpStatusCode.Created, text);
            return JsonNode.Parse(text)!;
        }
    }

    /// <summary>Nobody here has a role, so the server says who was refused.</summary>
    private static async Task AssertIsAsync(KubernetesClient client, string @namespace, string user)
    {
        var exception = await Assert.ThrowsAsync<KubernetesException>(() => ReadAsync(client, @namespace));

        Assert.Contains($"User \"{user}\" cannot get resource \"pods\"", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.IsForbidden);
    }

    private static Task<Pod> ReadAsync(KubernetesClient client, string @namespace) =>
        client.GetAsync<Pod>(@namespace, "none", TestContext.Current.CancellationToken);
}
