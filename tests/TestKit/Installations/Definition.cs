using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.TestKit.Installations;

/// <summary>
/// The CustomResourceDefinition in the tests' cluster, which all processes share and none removes. It is the one without CEL: servers of every age take it,
/// and the rules of the other are tested where a server of today is.
/// </summary>
internal static class Definition
{
    private const int Attempts = 5;
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "crd-without-cel.yaml");
    private static readonly Lock OneAtATime = new();
    private static Task? _installed;

    public static Task InstallAsync(KubernetesCluster cluster, CancellationToken cancellationToken)
    {
        lock (OneAtATime)
        {
            return (_installed ??= InstallAsync(cluster)).WaitAsync(cancellationToken);
        }
    }

    private static async Task InstallAsync(KubernetesCluster cluster)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var apply = cluster.Kubectl(["apply", "--filename", File]);
            if (await apply.WaitForExitAsync() == 0)
            {
                break;
            }

            // Another process may have been at it at the same moment.
            Assert.True(attempt < Attempts, $"{apply}");
        }

        await using var wait = cluster.Kubectl(["wait", "--for=condition=Established", "--timeout=60s", "--filename", File]);
        Assert.True(await wait.WaitForExitAsync() == 0, $"{wait}");
    }
}
