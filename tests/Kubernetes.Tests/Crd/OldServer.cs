using System.Reflection;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Kubernetes.Tests.Crd;

/// <summary>An API server with the chart's CRD for those without CEL.</summary>
public sealed class OldServer : IAsyncLifetime
{
    private static readonly string Repository = typeof(OldServer).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    private KubernetesApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await KubernetesApiServer.StartNewAsync(cancellationToken: TestContext.Current.CancellationToken);
        await RunAsync(["apply", "--server-side", "--filename", PathOf("charts/parallel-job-operator/files/crd-without-cel.yaml")]);
        await RunAsync(["wait", "--for=condition=Established", "--timeout=60s", "crd/paralleljobs.paralleljobs.io"]);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>A file of the repository.</summary>
    internal static string PathOf(string path) => Path.Combine(Repository, path);

    internal TestProcess Kubectl(IEnumerable<string> arguments, string input) => _server.Kubectl(arguments, input);

    /// <summary>What kubectl prints, of a command that succeeds.</summary>
    internal async Task<IReadOnlyList<string>> RunAsync(IEnumerable<string> arguments)
    {
        await using var kubectl = _server.Kubectl(arguments);
        var code = await kubectl.WaitForExitAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(code == 0, kubectl.ToString());
        return kubectl.Output;
    }
}
