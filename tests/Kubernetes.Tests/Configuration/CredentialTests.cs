using System.Net;
using System.Text;
using ParallelJobs.Kubernetes.Configuration;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

public sealed class CredentialTests : IAsyncLifetime
{
    private readonly ConfigFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly ManualTime _time = new();
    private TlsServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TlsServer.StartAsync(_authority.IssueServer(["127.0.0.1"]));

    [Theory]
    [InlineData("", null)]
    [InlineData("token: abc", "Bearer abc")]
    [InlineData("token: abc, tokenFile: token", "Bearer from-the-file")]
    [InlineData("username: a, password: 'b:c'", "Basic YTpiOmM=")]
    public async Task A_user_shows_what_is_configured(string user, string? authorization)
    {
        _folder.Write("token", "from-the-file\n");
        using var asking = new Asking(Config(user));

        Assert.Equal(HttpStatusCode.OK, await asking.SendAsync());
        Assert.Equal(authorization, Assert.Single(_server.Requests).Authorization);
    }

    [Theory]
    [InlineData("RSA, PKCS#1")]
    [InlineData("RSA, PKCS#8")]
    [InlineData("EC, SEC 1")]
    [InlineData("EC, PKCS#8")]
    public async Task A_client_certificate_is_shown_from_a_file_and_from_the_kubeconfig(string form)
    {
        var (certificate, key) = _authority.IssueClient("bob", form);
        _folder.Write("bob.crt", certificate);
        _folder.Write("bob.key", key);
        using var byFile = new Asking(Config("client-certificate: bob.crt, client-key: bob.key"));
        using var byData = new Asking(Config($"client-certificate-data: {TestAuthority.Encoded(certificate)}, client-key-data: {TestAuthority.Encoded(key)}"));

        await byFile.SendAsync();
        await byData.SendAsync();

        Assert.Equal(["CN=bob", "CN=bob"], _server.Requests.Select(request => request.Certificate));
    }

    [Fact]
    public async Task Requests_are_made_in_the_name_of_another()
    {
        using var asking = new Asking(Config("token: abc, as: 'jane', as-uid: u1, as-groups: ['b, c'], as-user-extra: {example.com/x y: [one], z: [two]}"));

        await asking.SendAsync();

        Assert.Equal(
            [
                "impersonate-extra-example.com%2fx%20y: one", "impersonate-extra-z: two", "impersonate-group: b, c", "impersonate-uid: u1", "impersonate-user: jane",
            ],
            Assert.Single(_server.Requests).Impersonation.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_token_in_a_file_is_read_again_after_a_minute()
    {
        _folder.Write("token", "one");
        using var asking = new Asking(Config("tokenFile: token"), _time);

        await asking.SendAsync();
        _folder.Write("token", "two");
        _time.Advance(TimeSpan.FromSeconds(59));
        await asking.SendAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await asking.SendAsync();
        File.Delete(_folder["token"]);
        _time.Advance(TimeSpan.FromMinutes(5));
        await asking.SendAsync();

        Assert.Equal(["Bearer one", "Bearer one", "Bearer two", "Bearer two"], _server.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_read_again_at_once_and_the_request_sent_again_with_its_content()
    {
        _folder.Write("token", "old");
        using var asking = new Asking(Config("tokenFile: token"), _time);
        await asking.SendAsync();
        _folder.Write("token", "new");
        _server.Accepts = request => request.Authorization is "Bearer new";

        Assert.Equal(HttpStatusCode.OK, await asking.SendAsync(content: new ByteArrayContent("body"u8.ToArray())));

        Assert.Equal([("Bearer old", ""), ("Bearer old", "body"), ("Bearer new", "body")], _server.Requests.Select(request => (request.Authorization, request.Body)));
    }

    [Fact]
    public async Task What_is_refused_and_has_not_changed_is_sent_once()
    {
        _folder.Write("token", "old");
        _server.Accepts = _ => false;
        using var asking = new Asking(Config("tokenFile: token"));

        Assert.Equal(HttpStatusCode.Unauthorized, await asking.SendAsync());
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Content_that_can_be_read_only_once_is_sent_once_and_the_next_request_has_the_new_token()
    {
        _folder.Write("token", "old");
        using var asking = new Asking(Config("tokenFile: token"), _time);
        await asking.SendAsync();
        _folder.Write("token", "new");
        _server.Accepts = request => request.Authorization is "Bearer new";
        using var once = new MemoryStream(Encoding.UTF8.GetBytes("body"));

        Assert.Equal(HttpStatusCode.Unauthorized, await asking.SendAsync(content: new StreamContent(once)));
        Assert.Equal(HttpStatusCode.OK, await asking.SendAsync());
    }

    [Fact]
    public async Task A_client_certificate_is_read_again_and_shown_by_new_connections_but_not_half_of_it()
    {
        var (first, second) = (_authority.IssueClient("first", "EC, SEC 1"), _authority.IssueClient("second", "RSA, PKCS#1"));
        _folder.Write("bob.crt", first.Certificate);
        _folder.Write("bob.key", first.Key);
        using var asking = new Asking(Config("client-certificate: bob.crt, client-key: bob.key"), _time);

        await asking.SendAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        await asking.SendAsync();
        _folder.Write("bob.crt", second.Certificate);
        _time.Advance(TimeSpan.FromMinutes(1));
        await asking.SendAsync();
        _folder.Write("bob.key", second.Key);
        await asking.SendAsync();

        Assert.Equal(["CN=first", "CN=first", "CN=first", "CN=second"], _server.Requests.Select(request => request.Certificate));
        Assert.Equal(2, _server.Requests.DistinctBy(request => request.Connection).Count());
    }

    [Fact]
    public async Task A_client_certificate_that_is_refused_is_read_again_at_once()
    {
        var (first, second) = (_authority.IssueClient("first", "EC, SEC 1"), _authority.IssueClient("second", "EC, PKCS#8"));
        _folder.Write("bob.crt", first.Certificate);
        _folder.Write("bob.key", first.Key);
        using var asking = new Asking(Config("client-certificate: bob.crt, client-key: bob.key"), _time);
        await asking.SendAsync();
        _folder.Write("bob.crt", second.Certificate);
        _folder.Write("bob.key", second.Key);
        _server.Accepts = request => request.Certificate is "CN=second";

        Assert.Equal(HttpStatusCode.OK, await asking.SendAsync());
    }

    [Theory]
    [InlineData("10.0.0.1", "https://10.0.0.1:6443/")]
    [InlineData("fd00::1", "https://[fd00::1]:6443/")]
    public void A_pod_has_its_server_in_variables_and_the_rest_in_files(string host, string server)
    {
        _folder.Write("token", "abc");
        _folder.Write("ca.crt", _authority.Pem);
        var environment = _folder.Environment(("KUBERNETES_SERVICE_HOST", host), ("KUBERNETES_SERVICE_PORT", "6443"));

        Assert.Equal((new Uri(server), "default"), (environment.InCluster().Server, environment.InCluster().Namespace));
        _folder.Write("namespace", "team\n");
        Assert.Equal("team", environment.InCluster().Namespace);
    }

    [Fact]
    public void What_a_pod_lacks_is_named()
    {
        var pod = _folder.Environment(("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("KUBERNETES_SERVICE_PORT", "443"));

        Assert.Equal(
            "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not both set: this is not a pod; outside of one, name a kubeconfig",
            _folder.Error(() => _folder.Environment(("KUBERNETES_SERVICE_HOST", "10.0.0.1")).InCluster()));
        Assert.Equal(
            "$/token: there is no such file: the pod needs a service account, and automountServiceAccountToken that is not false",
            _folder.Error(pod.InCluster));
        _folder.Write("token", "");
        _folder.Write("ca.crt", "");
        Assert.Equal("$/token: there is no token in it", _folder.Error(pod.InCluster));
        _folder.Write("token", "abc");
        Assert.Equal("$/ca.crt: there is no certificate in PEM form in it", _folder.Error(pod.InCluster));
    }

    [Fact]
    public async Task A_proxy_is_used_with_its_password()
    {
        await using var proxy = new ConnectProxy(_server.Port);
        using var asking = new Asking(Config("token: abc", $", proxy-url: 'http://me:p%40ss@127.0.0.1:{proxy.Port}', tls-server-name: 127.0.0.1", "https://api.invalid"));

        Assert.Equal(HttpStatusCode.OK, await asking.SendAsync());

        Assert.Equal("Bearer abc", Assert.Single(_server.Requests).Authorization);
        Assert.Equal(("CONNECT api.invalid:443 HTTP/1.1", "Basic bWU6cEBzcw=="), Assert.Single(proxy.Tunnels));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        _authority.Dispose();
    }

    private ClusterConfig Config(string user, string more = "", string? url = null) =>
        Asking.Read(_folder, $"server: '{url ?? _server.Url}', certificate-authority-data: {_authority.Base64}{more}", user);
}
