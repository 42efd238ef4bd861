using ParallelJobs.Kubernetes.Configuration;

namespace ParallelJobs.Kubernetes.Tests.Configuration;

/// <summary>What is wrong is said with the file, the field, and what to do; never with what stands there if it may be secret.</summary>
public sealed class KubeConfigErrorTests : IDisposable
{
    private const string Https = "server: 'https://a'";

    private readonly ConfigFolder _folder = new();

    public static TheoryData<string, string, string> OfEntries => new()
    {
        // the cluster, the user, the error
        { "", "", "clusters[name=c].server: it is missing: give the URL of the API server" },
        { "server: 'localhost:8080'", "", "clusters[name=c].server: this is no URL of an API server: write https://HOST:PORT, and who asks under users" },
        { "server: 'https://me:hunter2@a'", "", "clusters[name=c].server: this is no URL of an API server: write https://HOST:PORT, and who asks under users" },
        { "server: [a]", "", "clusters[name=c].server: this is to be a text" },
        { $"{Https}, certificate-authority-data: '%'", "", "clusters[name=c].certificate-authority-data: not base64: encode the PEM file (base64 -w0 FILE), or name the file in certificate-authority" },
        { $"{Https}, certificate-authority-data: aGk=", "", "clusters[name=c].certificate-authority-data: there is no certificate in PEM form in it" },
        { $"{Https}, certificate-authority: ca.crt", "", "clusters[name=c].certificate-authority ($/ca.crt): there is no such file" },
        { $"{Https}, certificate-authority: here.crt, insecure-skip-tls-verify: true", "", "clusters[name=c].insecure-skip-tls-verify: there is a certificate authority too: remove one of both" },
        { $"{Https}, insecure-skip-tls-verify: maybe", "", "clusters[name=c].insecure-skip-tls-verify: this is to be true or false" },
        { $"{Https}, tls-server-name: 'a b'", "", "clusters[name=c].tls-server-name: this is no host name" },
        { $"{Https}, proxy-url: 'ftp://me:hunter2@p'", "", "clusters[name=c].proxy-url: this is no URL of a proxy: write http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT" },
        { Https, "auth-provider: {name: gcp}", "users[name=bob].auth-provider: Kubernetes has removed it: use exec with the provider's plugin (gke-gcloud-auth-plugin, kubelogin, …)" },
        { Https, "token: 'hunter2 x'", "users[name=bob].token: this is no token: it has spaces, or characters that are not ASCII" },
        { Https, "tokenFile: none", "users[name=bob].tokenFile ($/none): there is no such file" },
        { Https, "tokenFile: empty", "users[name=bob].tokenFile ($/empty): there is no token in it" },
        { Https, "token: hunter2, username: a", "users[name=bob].token: there is a username too: remove one of both" },
        { Https, "username: 'a:b', password: hunter2", "users[name=bob].username: there is a colon in it, which ends a user name" },
        { Https, "client-key-data: hunter2", "users[name=bob].client-key-data: not base64: encode the PEM file (base64 -w0 FILE), or name the file in client-key" },
        { Https, "client-certificate: here.crt", "users[name=bob].client-key: it is missing, and there is a client-certificate: give both" },
        { Https, "client-key: here.crt", "users[name=bob].client-certificate: it is missing, and there is a client-key: give both" },
        { Https, "client-certificate: here.crt, client-key: here.crt", "users[name=bob].client-key ($/here.crt): there is no private key in PEM form in it" },
        { Https, "client-certificate: here.crt, client-key: other.key", "users[name=bob].client-key ($/other.key): this key does not go with the certificate (F: users[name=bob].client-certificate ($/here.crt)): give its own, of RSA or EC" },
        { Https, "client-certificate: here.crt, client-key: encrypted.key", "users[name=bob].client-key ($/encrypted.key): the key is encrypted: give it without a passphrase (openssl pkey -in KEY)" },
        { Https, "as-groups: [a]", "users[name=bob].as: it is missing, and groups, uid or extra are there: say as whom" },
        { Https, "as: \"a\\nb\"", "users[name=bob].as: there are characters in it that cannot stand in a header: only ASCII can" },
        { Https, "as: a, as-groups: b", "users[name=bob].as-groups: this is to be a list" },
        { Https, "as: a, as-groups: [a, b]", "users[name=bob].as-groups: only one can be sent (.NET makes one header of several, and the server one value): give one" },
        { Https, "as: a, as-user-extra: {x: [a, b]}", "users[name=bob].as-user-extra: only one can be sent (.NET makes one header of several, and the server one value): give one" },
        { Https, "exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}", "users[name=bob].exec.apiVersion: this is to be client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1: use a plugin that speaks one of them" },
        { Https, "exec: {apiVersion: client.authentication.k8s.io/v1}", "users[name=bob].exec.command: it is missing: name the plugin's program" },
        { Https, "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}", "users[name=bob].exec.interactiveMode: the plugin would ask at a terminal, and there is none: use another way to authenticate" },
        { Https, "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Perhaps}", "users[name=bob].exec.interactiveMode: this is to be Never or IfAvailable" },
        { Https, "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, args: [[a]]}", "users[name=bob].exec.args: this is to be a list of texts" },
        { Https, "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, env: [{value: hunter2}]}", "users[name=bob].exec.env: each is to have the name of a variable, and its value" },
    };

    public static TheoryData<string, string> OfFiles => new()
    {
        { "", "current-context: it is not set: set it (kubectl config use-context NAME), or name a context; there are none" },
        { "contexts: [{name: b, context: {}}, {name: a, context: {}}]", "current-context: it is not set: set it (kubectl config use-context NAME), or name a context; there are: a, b" },
        { "current-context: x\ncontexts: [{name: a, context: {}}]", "current-context: there is no context 'x'; there are: a" },
        { "current-context: a\ncontexts: [{name: a}]", "contexts[name=a]: it has no context" },
        { "current-context: a\ncontexts: [{name: a, context: {user: u}}]", "contexts[name=a].cluster: it is missing: name one of clusters" },
        { "current-context: a\ncontexts: [{name: a, context: {cluster: x}}]", "contexts[name=a].cluster: there is no cluster 'x'; there are none" },
        { "current-context: a\ncontexts: [{name: a, context: {cluster: x, user: u}}]\nclusters: [{name: x, cluster: {server: 'https://a'}}]", "contexts[name=a].user: there is no user 'u'; there are none" },
        { "contexts: [{context: {}}]", "contexts[0].name: it is missing" },
        { "users: [{name: u, user: {token: a}}, {name: u, user: {token: b}}]", "users[name=u]: there are two of this name: rename or remove one" },
        { "contexts: {a: b}", "contexts: this is to be a list" },
        { "contexts: [a]", "contexts: this is to be a list of mappings" },
        { "[a]", "this is no kubeconfig: it is to be a mapping, with clusters, users and contexts" },
        { "kind: Secret", "kind: this is no kubeconfig but a Secret: name another file" },
        { "users:\n- name: u\n  user: {password: *hunter2}", "this is not YAML: a * begins an alias, and there is none of that name: put the text in quotes" },
        { "users:\n- token: a\n token: hunter2", "line 3, column 2: this is not YAML: check indentation, colons and quotes" },
    };

    [Theory]
    [MemberData(nameof(OfEntries))]
    public void An_entry_that_is_wrong_is_named_with_its_field(string cluster, string user, string error)
    {
        using var authority = new TestAuthority();
        _folder.Write("here.crt", authority.Pem);
        _folder.Write("other.key", authority.IssueClient("other", "EC, SEC 1").Key);
        _folder.Write("encrypted.key", authority.IssueClient("other", "EC, encrypted").Key);
        _folder.Write("empty", "\n");

        var message = _folder.Error(() => Asking.Read(_folder, cluster, user));

        Assert.Equal($"$/config: {error.Replace("F:", "$/config:", StringComparison.Ordinal)}", message);
        Assert.DoesNotContain("hunter2", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OfFiles))]
    public void A_file_that_is_wrong_is_named_with_the_place(string text, string error)
    {
        var file = _folder.Write("config", text);

        Assert.Equal($"$/config: {error}", _folder.Error(() => ClusterConfig.Load(file)));
    }

    [Fact]
    public void A_context_that_is_named_and_not_there_is_told_with_those_that_are()
    {
        var file = _folder.Write("config", Asking.Text(Https, ""));

        Assert.Equal("$/config: contexts: there is no context 'x'; there are: here", _folder.Error(() => ClusterConfig.Load(file, "x")));
    }

    [Fact]
    public void A_folder_is_no_kubeconfig() =>
        Assert.StartsWith("$: it cannot be read: ", _folder.Error(() => ClusterConfig.Load(_folder.Path)), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
