using System.Reflection;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cluster.Tests.Deployments;

/// <summary>
/// The operator in pods, as <c>deploy/install</c> puts it there with a database of its own, for one namespace of jobs. One is enough for all tests: its
/// cluster roles have names that are no test's own.
/// </summary>
public sealed class DeployedOperator : IAsyncLifetime
{
    private static readonly TimeSpan InstallTime = TimeSpan.FromMinutes(6);

    private static readonly string Root = typeof(DeployedOperator).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("deployed-");
    private TestNamespace? _system;
    private TestNamespace? _jobs;

    /// <summary>Where the operator and its database are.</summary>
    public TestNamespace System => _system!;

    /// <summary>The namespace that it looks after.</summary>
    public TestNamespace Jobs => _jobs!;

    public async ValueTask InitializeAsync()
    {
        _system = await TestNamespace.CreateAsync();
        _jobs = await TestNamespace.CreateAsync();
        // The user of the database's pod is nobody here.
        _data.UnixFileMode = (UnixFileMode)0b111_111_111;
        await KubectlAsync(["create", "--filename", "-"], Volume);
        await InstallAsync();
    }

    /// <summary>Again, it has to change nothing.</summary>
    public async Task InstallAsync()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = System.Cluster.KubeConfigFile,
            ["PATH"] = $"{Path.GetDirectoryName(ClusterPrograms.Kubectl)}:{Environment.GetEnvironmentVariable("PATH")}",
            ["NAMESPACE"] = System.Name,
            ["NAMESPACES"] = Jobs.Name,
            ["POSTGRES_IMAGE"] = "localhost/postgres:15",
        };
        await using var install = TestProcess.Start(PathOf("deploy/install"), [], environment);
        Assert.True(await install.WaitForExitAsync(InstallTime) == 0, $"{install}\n{await DescribedAsync()}");
    }

    public static string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>All that kubectl prints; it must succeed.</summary>
    public async Task<IReadOnlyList<string>> KubectlAsync(IEnumerable<string> arguments, string input = "")
    {
        await using var kubectl = System.Cluster.Kubectl(arguments, input);
        Assert.True(await kubectl.WaitForExitAsync(TestNamespace.PodTime) == 0, $"{kubectl}");
        return kubectl.Output;
    }

    public static async Task<IReadOnlyList<Pod>> PodsAsync(TestNamespace space) =>
        [.. (await space.Client.ListAsync<Pod>(new Selection(space.Name), TestContext.Current.CancellationToken)).Items];

    public async ValueTask DisposeAsync()
    {
        foreach (var space in new[] { _jobs, _system }.OfType<TestNamespace>())
        {
            await KubectlAsync(["delete", "namespace", space.Name, "--wait=true"]);
            await space.DisposeAsync();
        }

        await using var last = KubernetesCluster.Get().Kubectl(
            ["delete", "clusterroles,clusterrolebindings,persistentvolumes", "--selector", "app.kubernetes.io/name=parallel-job-operator"]);
        await last.WaitForExitAsync();
        _data.Delete(recursive: true);
    }

    private string Volume =>
        $$"""
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: {{System.Name}}, labels: { app.kubernetes.io/name: parallel-job-operator } }
        spec:
          capacity: { storage: 8Gi }
          accessModes: [ReadWriteOnce]
          claimRef: { namespace: {{System.Name}}, name: data-parallel-job-postgres-0 }
          hostPath: { path: {{_data.FullName}} }
        """;

    private async Task<string> DescribedAsync()
    {
        await using var kubectl = System.Cluster.Kubectl(["describe", "pods", "--namespace", System.Name]);
        await kubectl.WaitForExitAsync();
        return $"{kubectl}";
    }
}
