using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ParallelJobs.Crd.Tests;

/// <summary>
/// The server that <c>eng/crd-server/test</c> has started, in the folder that PARALLELJOBS_CRD_SERVER names, with the chart's CRD applied
/// to it. Thread-safe.
/// </summary>
public sealed class CrdServer : IAsyncLifetime
{
    private const string Variable = "PARALLELJOBS_CRD_SERVER";
    private const string Resource = "apis/paralleljobs.io/v1alpha1/namespaces/default/paralleljobs";
    private const string Strict = "fieldValidation=Strict";
    private const string Yaml = "application/yaml";
    private const string Definitions = "apis/apiextensions.k8s.io/v1/customresourcedefinitions/paralleljobs.paralleljobs.io";
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    private readonly string _folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? folder
        : throw new InvalidOperationException($"{Variable} is not set: run make test-crd, which builds and starts the server of these tests");

    private readonly HttpClient _http;

    public CrdServer()
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder, "ca.crt")) },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
                ClientCertificates = [X509Certificate2.CreateFromPemFile(Path.Combine(_folder, "admin.crt"), Path.Combine(_folder, "admin.key"))],
            },
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri(File.ReadAllText(Path.Combine(_folder, "url")).Trim()) };
    }

    /// <summary>A kubeconfig of one who may do everything.</summary>
    public string KubeConfigFile => Path.Combine(_folder, "kubeconfig");

    public async ValueTask InitializeAsync()
    {
        var definition = await File.ReadAllTextAsync(Repository.Crd);
        var answer = await SendAsync(HttpMethod.Patch, $"{Definitions}?fieldManager=tests&force=true", definition, "application/apply-patch+yaml");
        Assert.True(answer.Refusal is null, answer.Refusal);
        using var bound = new CancellationTokenSource(AtMost);
        // A new definition takes effect a moment after it is accepted; nothing tells when but the object itself, which then is served.
        while ((await SendAsync(HttpMethod.Get, Resource)).Refusal is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), bound.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <param name="yaml">The whole object.</param>
    /// <param name="isTry">The object is checked and not kept.</param>
    internal Task<Answer> CreateAsync(string yaml, bool isTry = false) =>
        SendAsync(HttpMethod.Post, $"{Resource}?{Strict}{(isTry ? "&dryRun=All" : "")}", yaml, Yaml);

    /// <summary>The object as it shall be; it says which version of it was read.</summary>
    internal Task<Answer> ReplaceAsync(string name, string yaml, string subresource = "") =>
        SendAsync(HttpMethod.Put, $"{Resource}/{name}{subresource}?{Strict}", yaml, Yaml);

    /// <summary>Server-side apply of what one manager says.</summary>
    internal Task<Answer> ApplyAsync(string name, string yaml, string manager, string subresource = "") =>
        SendAsync(HttpMethod.Patch, $"{Resource}/{name}{subresource}?{Strict}&fieldManager={manager}", yaml, "application/apply-patch+yaml");

    internal Task<Answer> GetAsync(string name, string subresource = "") => SendAsync(HttpMethod.Get, $"{Resource}/{name}{subresource}");

    internal Task<Answer> DeleteAsync(string name) => SendAsync(HttpMethod.Delete, $"{Resource}/{name}");

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? content = null, string type = "")
    {
        using var request = new HttpRequestMessage(method, path);
        if (content is not null)
        {
            request.Content = new StringContent(content, MediaTypeHeaderValue.Parse(type));
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Answer.Of(response.IsSuccessStatusCode, text);
    }
}
