using System.Diagnostics;
using System.Net;
using ParallelJobs.Kubernetes.Configuration;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

/// <summary>Plugins are scripts of a real shell; each adds a line to the file "runs" when it runs.</summary>
public sealed class ExecPluginTests : IAsyncLifetime
{
    private const string V1 = "client.authentication.k8s.io/v1";

    private readonly ConfigFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly ManualTime _time = new();
    private TlsServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TlsServer.StartAsync(_authority.IssueServer(["127.0.0.1"]));

    [Theory]
    [InlineData(V1)]
    [InlineData("client.authentication.k8s.io/v1beta1")]
    public async Task A_plugin_gives_a_token_until_it_expires(string version)
    {
        var expires = (_time.GetUtcNow() + TimeSpan.FromMinutes(10)).ToString("yyyy-MM-ddTHH:mm:ssZ");
        using var asking = new Asking(Plugin(Printing($$"""{"token": "t'$(wc -l <@/runs)'", "expirationTimestamp": "{{expires}}"}""", version), version), _time);

        await asking.SendAsync();
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        await asking.SendAsync();
        _time.Advance(TimeSpan.FromTicks(1));
        await asking.SendAsync();

        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2"], _server.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_plugin_gives_a_certificate()
    {
        var (certificate, key) = _authority.IssueClient("carol", "EC, SEC 1");
        _folder.Write("answer", $$"""
            {"kind": "ExecCredential", "apiVersion": "{{V1}}", "status": {"clientCertificateData": "{{Json(certificate)}}", "clientKeyData": "{{Json(key)}}"} }
            """);
        using var asking = new Asking(Plugin("cat @/answer"));

        await asking.SendAsync();
        await asking.SendAsync();

        Assert.Equal([("CN=carol", null), ("CN=carol", null)], _server.Requests.Select(request => (request.Certificate, request.Authorization)));
    }

    [Fact]
    public async Task A_plugin_runs_once_for_all_who_ask_at_once()
    {
        using var asking = new Asking(Plugin(Printing("""{"token": "abc"}""")));

        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => asking.SendAsync()));

        Assert.All(codes, code => Assert.Equal(HttpStatusCode.OK, code));
        Assert.Equal(1, Runs);
    }

    [Fact]
    public async Task A_plugin_runs_again_once_for_all_who_are_refused()
    {
        using var asking = new Asking(Plugin(Printing("""{"token": "t'$(wc -l <@/runs)'"}""")));
        await asking.SendAsync();
        _server.Accepts = request => request.Authorization is "Bearer t2";

        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => asking.SendAsync(content: new StringContent("body"))));

        Assert.All(codes, code => Assert.Equal(HttpStatusCode.OK, code));
        Assert.Equal(2, Runs);
    }

    [Fact]
    public async Task A_token_that_is_refused_again_is_a_401()
    {
        _server.Accepts = _ => false;
        using var asking = new Asking(Plugin(Printing("""{"token": "t'$(wc -l <@/runs)'"}""")));

        Assert.Equal(HttpStatusCode.Unauthorized, await asking.SendAsync());
        Assert.Equal(["Bearer t1", "Bearer t2"], _server.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_plugin_is_told_what_is_configured()
    {
        _folder.Write("plugin", $"""
            test "$#" = 2 && test "$1" = "a b" && test "$2" = "*" && test "$COLOUR" = red && test -z "$(cat)" || exit 9
            {Printing("""{"token": "abc"}""")}
            echo "$KUBERNETES_EXEC_INFO" >@/told
            """);
        using var asking = new Asking(
            Read("command: sh, args: ['@/plugin', 'a b', '*'], env: [{name: COLOUR, value: red}], provideClusterInfo: true"));

        Assert.Equal(HttpStatusCode.OK, await asking.SendAsync());
        Assert.Equal(
            $$$"""
            {"apiVersion":"{{{V1}}}","kind":"ExecCredential","spec":{"cluster":{"server":"{{{_server.Url}}}",
            "insecure-skip-tls-verify":false,"certificate-authority-data":"{{{_authority.Base64}}}"},"interactive":false}}
            """.ReplaceLineEndings(""),
            (await File.ReadAllTextAsync(_folder["told"], TestContext.Current.CancellationToken)).TrimEnd());
    }

    [Fact]
    public async Task A_plugin_may_lie_beside_the_kubeconfig()
    {
        File.CreateSymbolicLink(_folder["shell"], "/bin/sh");
        _folder.Write("plugin", Printing("""{"token": "abc"}"""));
        using var asking = new Asking(Read("command: ./shell, args: ['@/plugin']"));

        Assert.Equal(HttpStatusCode.OK, await asking.SendAsync());
    }

    [Theory]
    [InlineData("echo 'log in first' >&2; echo hunter2; exit 3", "the plugin ended with exit code 3: log in first")]
    [InlineData("exit 1", "the plugin ended with exit code 1: it did not say why")]
    [InlineData("echo hunter2", "the plugin did not print an ExecCredential as JSON")]
    [InlineData("""echo '{"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1beta1", "status": {"token": "hunter2"}}'""",
        "the plugin did not print an ExecCredential of client.authentication.k8s.io/v1 with a status")]
    [InlineData("""echo '{"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", "status": {}}'""",
        "the plugin printed neither a token nor a certificate")]
    [InlineData("""echo '{"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", "status": {"clientKeyData": "hunter2"}}'""",
        "the plugin printed only one of clientCertificateData and clientKeyData")]
    public async Task A_plugin_that_fails_is_named_with_what_it_complained_of_and_is_asked_again_the_next_time(string script, string error)
    {
        using var asking = new Asking(Plugin(script));

        Assert.Equal($"{_folder["config"]}: users[name=bob].exec.command (sh): {error}", await asking.FailAsync());
        _folder.Write("plugin", Printing("""{"token": "abc"}"""));
        Assert.Equal(HttpStatusCode.OK, await asking.SendAsync());
    }

    [Fact]
    public async Task A_plugin_that_complains_of_more_than_a_pipe_holds_does_not_hang()
    {
        using var asking = new Asking(Plugin("head -c 1000000 /dev/zero | tr '\\0' x >&2; " + Printing("""{"token": "abc"}""")));

        Assert.Equal(HttpStatusCode.OK, await asking.SendAsync());
    }

    [Fact]
    public async Task A_plugin_that_is_not_there_is_named_with_how_to_install_it()
    {
        using var asking = new Asking(Read("command: no-such-plugin, installHint: 'apt install it'"));

        Assert.StartsWith(
            $"{_folder["config"]}: users[name=bob].exec.command (no-such-plugin): the plugin cannot be started: apt install it",
            await asking.FailAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_does_not_end_is_ended()
    {
        using var make = Process.Start("mkfifo", [_folder["alive"], _folder["never"]]);
        await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var asking = new Asking(Plugin("exec 3>@/alive; echo started >&3; read line <@/never"), _time);

        var failing = asking.FailAsync();
        // Opening waits for the other side, and the end is read when that is gone.
        using var alive = await Task.Run(() => File.OpenText(_folder["alive"]), TestContext.Current.CancellationToken).WaitAsync(TestProcess.AtMost);
        Assert.Equal("started", await alive.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TestProcess.AtMost));
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal($"{_folder["config"]}: users[name=bob].exec.command (sh): the plugin did not end within 30 s", await failing);
        Assert.Null(await alive.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TestProcess.AtMost));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        _authority.Dispose();
    }

    private int Runs => File.ReadAllLines(_folder["runs"]).Length;

    /// <summary>A script that counts its run and prints this status.</summary>
    private static string Printing(string status, string version = V1) =>
        $$"""echo >>@/runs; echo '{"kind": "ExecCredential", "apiVersion": "{{version}}", "status": {{status}}}'""";

    private static string Json(string pem) => pem.ReplaceLineEndings("\\n");

    private ClusterConfig Plugin(string script, string version = V1)
    {
        _folder.Write("plugin", script);
        return Read("command: sh, args: ['@/plugin'], interactiveMode: Never", version);
    }

    private ClusterConfig Read(string exec, string version = V1) => Asking.Read(
        _folder,
        $"server: '{_server.Url}', certificate-authority-data: {_authority.Base64}",
        $$"""exec: { apiVersion: {{version}}, {{exec}} }""");
}
