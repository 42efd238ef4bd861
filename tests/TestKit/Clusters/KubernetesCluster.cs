using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Configuration;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>
/// The whole cluster, with controllers and a node that runs pods: the one that PARALLELJOBS_KUBECONFIG names. All tests share it, and it is neither
/// started nor ended here.
/// </summary>
public sealed class KubernetesCluster
{
    private const string Variable = "PARALLELJOBS_KUBECONFIG";

    private KubernetesCluster(string file)
    {
        KubeConfigFile = file;
        Config = ClusterConfig.Load(file);
    }

    public string KubeConfigFile { get; }

    public ClusterConfig Config { get; }

    /// <exception cref="InvalidOperationException">There is no cluster, with what to do about it.</exception>
    public static KubernetesCluster Get()
    {
        var file = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(file)
            ? throw new InvalidOperationException(
                $"{Variable} is not set: run make test, which brings a cluster up, or make cluster-up and set it to the kubeconfig of that or of any other cluster that is there for tests")
            : File.Exists(file) ? new KubernetesCluster(file)
            : throw new InvalidOperationException($"{Variable} says {file}, which is not there: is the cluster still up?");
    }

    /// <summary>The caller disposes of it.</summary>
    public KubernetesClient Client(KubernetesClientOptions? options = null, TimeProvider? time = null) => new(Config, options, time);

    public TestProcess Kubectl(IEnumerable<string> arguments, string input = "") =>
        TestProcess.Start(ClusterPrograms.Kubectl, arguments, new Dictionary<string, string?> { ["KUBECONFIG"] = KubeConfigFile }, input);
}
