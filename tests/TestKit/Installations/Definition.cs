using ParallelJobs.Kubernetes;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Installations;

/// <summary>
/// The CustomResourceDefinition in a tests' server, which all processes share and none removes. It is the one without CEL: servers of every age take it,
/// and the rules of the other are tested where a server of today is.
/// </summary>
public static class Definition
{
    private const int Attempts = 5;
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "crd-without-cel.yaml");

    public static Task InstallAsync(KubernetesCluster cluster, KubernetesClient client, CancellationToken cancellationToken) =>
        InstallAsync(arguments => cluster.Kubectl(arguments), client, cancellationToken);

    public static Task InstallAsync(KubernetesApiServer server, KubernetesClient client, CancellationToken cancellationToken) =>
        InstallAsync(arguments => server.Kubectl(arguments), client, cancellationToken);

    /// <summary>Returns when the server has taken it and serves what it defines.</summary>
    private static async Task InstallAsync(Func<string[], TestProcess> kubectl, KubernetesClient client, CancellationToken cancellationToken)
    {
        if (await IsServedAsync(client, cancellationToken))
        {
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var apply = kubectl(["apply", "--filename", File]);
            if (await apply.WaitForExitAsync(cancellationToken: cancellationToken) == 0)
            {
                break;
            }

            // Another process may have been at it at the same moment.
            Assert.True(attempt < Attempts, $"{apply}");
        }

        await Question.UntilYesAsync(stop => IsServedAsync(client, stop), "ParallelJobs to be served", cancellationToken: cancellationToken);
    }

    private static async Task<bool> IsServedAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ListAsync<JobResource>(new Selection("default"), cancellationToken);
            return true;
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            return false;
        }
    }
}
