using ParallelJobs.Kubernetes.Configuration;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

public sealed class ServerCertificateTests : IDisposable
{
    private readonly ConfigFolder _folder = new();
    private readonly TestAuthority _authority = new();

    [Fact]
    public async Task A_server_of_the_configured_authority_and_name_is_trusted()
    {
        await using var server = await TlsServer.StartAsync(_authority.IssueServer(["127.0.0.1"]));
        using var asking = new Asking(Config(server));

        Assert.Equal(System.Net.HttpStatusCode.OK, await asking.SendAsync());
        Assert.Equal("HTTP/2", Assert.Single(server.Requests).Protocol);
    }

    [Fact]
    public async Task One_of_another_authority_is_not_even_if_that_has_the_same_name()
    {
        using var other = new TestAuthority();
        await using var server = await TlsServer.StartAsync(other.IssueServer(["127.0.0.1"]));
        using var asking = new Asking(Config(server));

        Assert.EndsWith(
            $"the certificate of {server.Url}/ is not signed by the configured certificate authority ($/config: clusters[name=c].certificate-authority-data):"
                + " take that of this cluster",
            await FailAsync(asking),
            StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Without_a_configured_authority_only_those_of_the_system_are_trusted()
    {
        await using var server = await TlsServer.StartAsync(_authority.IssueServer(["127.0.0.1"]));
        using var asking = new Asking(Asking.Read(_folder, $"server: '{server.Url}'", ""));

        Assert.EndsWith(
            $"the certificate of {server.Url}/ is not signed by an authority that this system trusts: name the cluster's own in certificate-authority",
            await FailAsync(asking),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_has_expired_is_not()
    {
        await using var server = await TlsServer.StartAsync(_authority.IssueServer(["127.0.0.1"], days: -1));
        using var asking = new Asking(Config(server));

        Assert.EndsWith(
            $"the certificate of {server.Url}/ is valid only from {server.Certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm}"
                + $" to {server.Certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC: renew it, or set the clock",
            await FailAsync(asking),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_another_name_is_not_and_what_else_is_wrong_is_said_too()
    {
        await using var server = await TlsServer.StartAsync(_authority.IssueServer(["kubernetes", "10.0.0.1"], days: -1));
        using var asking = new Asking(Config(server));

        Assert.Contains(
            $"the certificate of {server.Url}/ is not of '127.0.0.1' but of kubernetes, 10.0.0.1: set tls-server-name to one of these, or use one in server; it is valid only",
            await FailAsync(asking),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_may_be_another_than_that_in_the_URL()
    {
        await using var server = await TlsServer.StartAsync(_authority.IssueServer(["kubernetes"]));
        using var right = new Asking(Config(server, ", tls-server-name: kubernetes"));
        using var wrong = new Asking(Config(server, ", tls-server-name: other"));

        Assert.Equal(System.Net.HttpStatusCode.OK, await right.SendAsync());
        Assert.Contains($"the certificate of {server.Url}/ is not of 'other' but of kubernetes", await FailAsync(wrong), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_certificate_will_do_where_that_is_configured()
    {
        await using var server = await TlsServer.StartAsync(_authority.IssueServer(["other"], days: -1));
        using var asking = new Asking(Asking.Read(_folder, $"server: '{server.Url}', insecure-skip-tls-verify: true", ""));

        Assert.Equal(System.Net.HttpStatusCode.OK, await asking.SendAsync());
    }

    [Fact]
    public async Task Between_the_authority_and_the_server_may_be_others_and_one_of_those_may_be_the_configured_one()
    {
        using var between = new TestAuthority("between", _authority);
        using var stranger = new TestAuthority("stranger");
        await using var server = await TlsServer.StartAsync(between.IssueServer(["127.0.0.1"]));
        server.Chain.Add(between.Certificate);
        using var byRoot = new Asking(Config(server));
        using var byBetween = new Asking(Asking.Read(_folder, $"server: '{server.Url}', certificate-authority-data: {between.Base64}", ""));
        using var byStranger = new Asking(Asking.Read(_folder, $"server: '{server.Url}', certificate-authority-data: {stranger.Base64}", ""));

        Assert.Equal(System.Net.HttpStatusCode.OK, await byRoot.SendAsync());
        Assert.Equal(System.Net.HttpStatusCode.OK, await byBetween.SendAsync());
        Assert.Contains("is not signed by the configured certificate authority", await FailAsync(byStranger), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_bears_issuer_name_and_number_of_the_configured_intermediate_authority_is_not_taken_for_it(bool showsTheTrueOne)
    {
        using var between = new TestAuthority("between", _authority);
        using var forger = new TestAuthority();
        using var impostor = new TestAuthority("between", forger);
        Assert.Equal(between.Certificate, impostor.Certificate);
        await using var server = await TlsServer.StartAsync(impostor.IssueServer(["127.0.0.1"]));
        server.Chain.Add((showsTheTrueOne ? between : impostor).Certificate);
        using var asking = new Asking(Asking.Read(_folder, $"server: '{server.Url}', certificate-authority-data: {between.Base64}", ""));

        Assert.Contains("is not signed by the configured certificate authority", await FailAsync(asking), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_authority_in_the_file_is_followed_by_new_connections()
    {
        using var next = new TestAuthority("next");
        await using var server = await TlsServer.StartAsync(_authority.IssueServer(["127.0.0.1"]));
        _folder.Write("ca.crt", _authority.Pem);
        using var asking = new Asking(Asking.Read(_folder, $"server: '{server.Url}', certificate-authority: ca.crt", ""));
        var http1 = new Version(1, 1);

        Assert.Equal(System.Net.HttpStatusCode.OK, await asking.SendAsync());
        server.Certificate = next.IssueServer(["127.0.0.1"]);
        // Another version of HTTP takes another connection.
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => asking.SendAsync(version: http1));
        Assert.Contains($"({_folder["config"]}: clusters[name=c].certificate-authority ({_folder["ca.crt"]}))", Failure.Innermost(refused), StringComparison.Ordinal);
        _folder.Write("ca.crt", $"{_authority.Pem}\n{next.Pem}");
        Assert.Equal(System.Net.HttpStatusCode.OK, await asking.SendAsync(version: http1));
        Assert.Equal(["HTTP/2", "HTTP/1.1"], server.Requests.Select(request => request.Protocol));
    }

    [Fact]
    public async Task No_redirect_is_followed_and_no_cookie_kept()
    {
        await using var server = await TlsServer.StartAsync(_authority.IssueServer(["127.0.0.1"]));
        using var asking = new Asking(Config(server));

        Assert.Equal(System.Net.HttpStatusCode.Redirect, await asking.SendAsync("/moved"));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    private ClusterConfig Config(TlsServer server, string more = "") =>
        Asking.Read(_folder, $"server: '{server.Url}', certificate-authority-data: {_authority.Base64}{more}", "");

    private async Task<string> FailAsync(Asking asking) => (await asking.FailAsync()).Replace(_folder.Path, "$", StringComparison.Ordinal);
}
