using System.Globalization;
using System.Security.Cryptography;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>
/// A real API server with its etcd, on free ports of 127.0.0.1, with an authority, users and tokens of its own, and RBAC. Nothing else runs: no
/// controller acts on the objects, no namespace ever goes away whole, no pod starts. Both end with the test process, however that ends. Members
/// may be called by several threads, but what starts, freezes and kills the server by one at a time.
/// </summary>
public sealed class KubernetesApiServer : IAsyncDisposable
{
    private const int Attempts = 5;
    private const int LogLines = 40;

    private readonly ServerFolder _folder = new("kube-apiserver", ServerAccount.Own);
    private readonly KubernetesApiServerOptions _options;
    private readonly EtcdServer _etcd = new();
    private readonly CertificateAuthority _authority = new("test authority");
    private readonly HttpMessageInvoker _prober;
    private readonly string[] _tokens = [.. Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetHexString(32, lowercase: true))];
    private ServerProcess? _process;

    private KubernetesApiServer(KubernetesApiServerOptions options)
    {
        _options = options;
        Admin = new ApiUser { Token = _tokens[0], Authority = _authority.Certificate };
        _prober = new HttpMessageInvoker(Admin.CreateHandler());
    }

    public Uri Url => new($"https://127.0.0.1:{Port}/");

    public int Port { get; private set; }

    /// <summary>Issued the server's certificate; its client certificates are believed.</summary>
    public CertificateAuthority Authority => _authority;

    /// <summary>Makes tokens of service accounts.</summary>
    public ServiceAccountIssuer ServiceAccounts { get; } = new();

    /// <summary>May do everything.</summary>
    public ApiUser Admin { get; }

    /// <summary>Calls herself "alice", and may do nothing until a role is bound to her.</summary>
    public ApiUser Alice => Admin with { Token = _tokens[1] };

    /// <summary>Calls himself "bob", of the group "testers".</summary>
    public ApiUser Bob => Admin with { Token = _tokens[2] };

    /// <summary>A kubeconfig of the administrator, in the server's folder.</summary>
    public string KubeConfigFile => _folder["admin.kubeconfig"];

    private ServerProcess Process => _process ?? throw new InvalidOperationException("the server was never started");

    /// <summary>Returns when the server is ready; throws with the end of its log when it does not get so.</summary>
    public static async Task<KubernetesApiServer> StartNewAsync(KubernetesApiServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new KubernetesApiServer(options ?? new());
        try
        {
            await server._etcd.StartAsync(cancellationToken);
            await server.WriteFilesAsync(cancellationToken);
            await server.StartOnFreePortAsync(cancellationToken);
            await server._folder.WriteAsync("admin.kubeconfig", KubeConfig.Text(server.Url, server.Admin), cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The caller disposes of it.</summary>
    /// <param name="user">Null for the administrator.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="time">Null for the system's.</param>
    /// <param name="url">Of a proxy before the server; null for the server's own.</param>
    public KubernetesClient Client(ApiUser? user = null, KubernetesClientOptions? options = null, TimeProvider? time = null, Uri? url = null) =>
        new(url ?? Url, (user ?? Admin).CreateHandler(), options, time);

    /// <summary>Makes a namespace with a name of its own, which stays until the server goes, and gives the name.</summary>
    public async Task<string> CreateNamespaceAsync(CancellationToken cancellationToken = default)
    {
        using var client = Client();
        var name = $"test-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        await client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = name } }, cancellationToken: cancellationToken);
        return name;
    }

    /// <summary>kubectl as administrator, or with another --kubeconfig among the arguments.</summary>
    public TestProcess Kubectl(IEnumerable<string> arguments, string input = "") =>
        TestProcess.Start(ClusterPrograms.Kubectl, arguments, new Dictionary<string, string?> { ["KUBECONFIG"] = KubeConfigFile }, input);

    /// <summary>A crash of the API server. Its etcd goes on.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Starts it again on the same port and objects; returns when it is ready. Its watch caches then begin here.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        Launch();
        await UntilReadyAsync(cancellationToken);
    }

    /// <summary>Stops it where it is; its connections stay open and are not answered.</summary>
    public void Freeze() => Process.Freeze();

    public void Thaw() => Process.Thaw();

    /// <summary>
    /// The etcd forgets all revisions but the present one. Lists under way are then answered with 410; watches from earlier revisions still succeed
    /// from the server's cache until it is killed and started again, and then end with an ERROR event.
    /// </summary>
    public Task CompactAsync(CancellationToken cancellationToken = default) => _etcd.CompactAsync(cancellationToken);

    /// <summary>
    /// How many requests this process of the server has answered, by its own count: a verb in capitals ("LIST"), a resource ("pods"), or all.
    /// A watch counts when it has ended.
    /// </summary>
    public async Task<long> CountRequestsAsync(string? verb = null, string? resource = null, CancellationToken cancellationToken = default)
    {
        var metrics = await GetAsync("metrics", cancellationToken);
        return metrics.Split('\n')
            .Where(line => line.StartsWith("apiserver_request_total{", StringComparison.Ordinal))
            .Where(line => verb is null || line.Contains($"verb=\"{verb}\"", StringComparison.Ordinal))
            .Where(line => resource is null || line.Contains($"resource=\"{resource}\"", StringComparison.Ordinal))
            .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>The end of what the server has written, for messages of tests that fail.</summary>
    public string LogTail(int lines = LogLines) => _folder.LogTail(lines);

    public async ValueTask DisposeAsync()
    {
        await (_process?.KillAsync() ?? Task.CompletedTask);
        await _etcd.DisposeAsync();
        _prober.Dispose();
        ServiceAccounts.Dispose();
        _authority.Dispose();
        _folder.Delete();
    }

    private async Task WriteFilesAsync(CancellationToken cancellationToken)
    {
        using var serving = _authority.IssueServing();
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(serving)!;
        await _folder.WriteAsync("ca.crt", _authority.Pem, cancellationToken);
        await _folder.WriteAsync("serving.crt", serving.ExportCertificatePem(), cancellationToken);
        await _folder.WriteAsync("serving.key", key.ExportPkcs8PrivateKeyPem(), cancellationToken);
        await _folder.WriteAsync("accounts.key", ServiceAccounts.Pem, cancellationToken);
        await _folder.WriteAsync(
            "tokens.csv",
            $"{_tokens[0]},admin,admin,system:masters\n{_tokens[1]},alice,alice\n{_tokens[2]},bob,bob,testers\n",
            cancellationToken);
    }

    private async Task StartOnFreePortAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort.Next();
            try
            {
                await StartAsync(cancellationToken);
                return;
            }
            catch (InvalidOperationException) when (attempt < Attempts && LogTail().Contains("address already in use", StringComparison.Ordinal))
            {
                // Another process was faster at this port.
            }
        }
    }

    private void Launch() => _process = ServerProcess.Start(_folder, ServerAccount.Own,
    [
        ClusterPrograms.ApiServer, "--etcd-servers", _etcd.Url, "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", $"--secure-port={Port}",
        "--endpoint-reconciler-type=none", "--service-cluster-ip-range=10.0.0.0/24", "--authorization-mode=Node,RBAC", "--allow-privileged=true",
        // It wants a token in the namespace before pods are made, and nobody here makes any.
        "--disable-admission-plugins=ServiceAccount", "--etcd-compaction-interval=0",
        "--tls-cert-file", _folder["serving.crt"], "--tls-private-key-file", _folder["serving.key"], "--client-ca-file", _folder["ca.crt"],
        "--token-auth-file", _folder["tokens.csv"], "--service-account-issuer", ServiceAccountIssuer.Name,
        "--service-account-signing-key-file", _folder["accounts.key"], "--service-account-key-file", _folder["accounts.key"],
        .. _options.Arguments,
    ]);

    private Task UntilReadyAsync(CancellationToken cancellationToken) => Readiness.UntilAsync(
        Process,
        "kube-apiserver",
        // It is made some time after the server calls itself ready.
        async bound => await GetAsync("readyz", bound) is "ok" && (await GetAsync("api/v1/namespaces/default", bound)).Contains("Active", StringComparison.Ordinal),
        () => LogTail(),
        cancellationToken);

    private async Task<string> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Url, path));
        using var response = await _prober.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
