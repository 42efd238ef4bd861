using ParallelJobs.Kubernetes.Configuration;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

public sealed class KubeConfigTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    [Theory]
    [InlineData("YAML", """
        apiVersion: v1
        kind: Config
        current-context: here
        preferences: {colors: true}
        contexts:
        - name: here
          context: {cluster: c, namespace: team}
        clusters:
        - name: c
          cluster:
            server: https://api.example:6443/k8s/clusters/c-1
            disable-compression: true
            extensions: [{name: minikube.sigs.k8s.io, extension: {version: v1}}]
        users: []
        """)]
    [InlineData("YAML with anchors, quotes and nulls", """
        --- # of a tool
        current-context: "here"
        contexts: [{context: &x {cluster: 'c', namespace: "team", user: ""}, name: here}, {name: other, context: *x}]
        clusters: [{name: c, cluster: {server: "https://api.example:6443/k8s/clusters/c-1", certificate-authority: null, proxy-url: ~}}]
        users: null
        """)]
    [InlineData("JSON", """
        {
        	"kind": "Config", "current-context": "here",
        	"contexts": [{"name": "here", "context": {"cluster": "c", "user": "", "namespace": "team"}}],
        	"clusters": [{"name": "c", "cluster": {"server": "https:\/\/api.example:6443\/k8s\/clusters\/c-1", "insecure-skip-tls-verify": false}}]
        }
        """)]
    public void A_kubeconfig_is_read(string form, string text)
    {
        var config = ClusterConfig.Load(_folder.Write("config", text));

        Assert.Equal((new Uri("https://api.example:6443/k8s/clusters/c-1"), "team", form), (config.Server, config.Namespace, form));
    }

    [Fact]
    public void Another_context_than_the_current_may_be_named()
    {
        var file = _folder.Write("config", """
            current-context: a
            contexts: [{name: a, context: {cluster: a, namespace: one}}, {name: b, context: {cluster: b}}]
            clusters: [{name: a, cluster: {server: "https://a"}}, {name: b, cluster: {server: "http://b:8080"}}]
            """);

        var config = ClusterConfig.Load(file, "b");

        Assert.Equal((new Uri("http://b:8080"), "default"), (config.Server, config.Namespace));
    }

    [Fact]
    public void Of_several_files_the_first_that_has_an_entry_has_all_of_it()
    {
        _folder.Write("a", """
            contexts: [{name: x, context: {cluster: c}}]
            """);
        _folder.Write("b", """
            current-context: x
            contexts: [{name: x, context: {cluster: other, namespace: lost}}]
            clusters: [{name: c, cluster: {server: "https://first"}}]
            """);
        _folder.Write("c", """
            current-context: y
            clusters: [{name: c, cluster: {server: "https://second", tls-server-name: lost}}]
            """);

        var config = _folder.Environment(("KUBECONFIG", $"{_folder["none"]}:{_folder["a"]}::{_folder["b"]}:{_folder["c"]}")).Load(file: null, context: null);

        Assert.Equal((new Uri("https://first"), "default", null), (config.Server, config.Namespace, config.ServerName));
    }

    [Fact]
    public void Paths_are_seen_from_the_file_that_has_them()
    {
        using var authority = new TestAuthority();
        _folder.Write("one/ca.crt", authority.Pem);
        _folder.Write("two/keys/token", "abc\n");
        _folder.Write("one/config", """
            current-context: x
            contexts: [{name: x, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://first", certificate-authority: ca.crt}}]
            """);
        _folder.Write("two/config", "users: [{name: u, user: {tokenFile: ./keys/token, exec: {apiVersion: client.authentication.k8s.io/v1, command: ../bin/plugin}}}]");

        var config = _folder.Environment(("KUBECONFIG", $"{_folder["one/config"]}:{_folder["two/config"]}")).Load(file: null, context: null);

        Assert.Equal(authority.Pem, System.Text.Encoding.UTF8.GetString(config.Authority!.Read()));
        Assert.Equal("abc", Token.Parse(config.User.Token!));
        Assert.Equal(_folder["bin/plugin"], config.User.Exec!.Command);
    }

    [Fact]
    public void The_file_is_that_which_is_named_then_KUBECONFIG_then_that_at_home_then_the_pods()
    {
        using var authority = new TestAuthority();
        (string, string)[] pod = [("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("KUBERNETES_SERVICE_PORT", "443")];
        _folder.Write("named", Asking.Text("server: 'https://named'", ""));
        _folder.Write("listed", Asking.Text("server: 'https://listed'", ""));
        _folder.Write("token", "abc");
        _folder.Write("ca.crt", authority.Pem);
        var all = _folder.Environment([.. pod, ("KUBECONFIG", _folder["listed"])]);
        var inPod = _folder.Environment([.. pod, ("KUBECONFIG", "")]);

        Assert.Equal("10.0.0.1", inPod.Load(file: null, context: null).Server.Host);
        _folder.Write(".kube/config", Asking.Text("server: 'https://home'", ""));
        Assert.Equal("home", inPod.Load(file: null, context: null).Server.Host);
        Assert.Equal("listed", all.Load(file: null, context: null).Server.Host);
        Assert.Equal("named", all.Load(_folder["named"], context: null).Server.Host);
    }

    [Fact]
    public void Nothing_configured_says_where_was_looked()
    {
        Assert.Equal(
            "no cluster is configured: KUBECONFIG is not set, $/.kube/config is not there, and this is not a pod: name a kubeconfig",
            _folder.Error(() => _folder.Environment().Load(file: null, context: null)));
        Assert.Equal(
            "no cluster is configured: KUBECONFIG is not set, $/.kube/config is not there, and a pod has no context 'x': name a kubeconfig",
            _folder.Error(() => _folder.Environment(("KUBERNETES_SERVICE_HOST", "h")).Load(file: null, "x")));
        Assert.Equal(
            "KUBECONFIG: none of its files is there ($/a:$/b): name one that is, or unset it",
            _folder.Error(() => _folder.Environment(("KUBECONFIG", $"{_folder["a"]}:{_folder["b"]}")).Load(file: null, context: null)));
        Assert.Equal("$/a: there is no such file: name a kubeconfig", _folder.Error(() => ClusterConfig.Load(_folder["a"])));
    }

    [Fact]
    public void Who_asks_is_not_told_to_a_server_without_TLS_as_kubectl_has_it()
    {
        Assert.NotNull(Asking.Read(_folder, "server: 'https://a'", "token: abc").User.Token);
        Assert.Same(UserConfig.Anonymous, Asking.Read(_folder, "server: 'http://a'", "token: abc, as: jane").User);
    }

    [Fact]
    public void No_secret_is_in_the_text_of_a_configuration()
    {
        var config = Asking.Read(
            _folder,
            "server: 'https://a', proxy-url: 'http://me:hunter2@proxy:1'",
            "token: hunter2, exec: {apiVersion: client.authentication.k8s.io/v1, command: x, args: [hunter2], env: [{name: A, value: hunter2}]}");

        object[] all = [config, config.User, config.User.Token!, config.User.Exec!];
        Assert.DoesNotContain("hunter2", string.Concat(all), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
