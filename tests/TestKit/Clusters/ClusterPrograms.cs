namespace ParallelJobs.TestKit.Clusters;

/// <summary>
/// Where kube-apiserver, etcd and kubectl are: in the folder that KUBEBUILDER_ASSETS names, else where <c>eng/cluster/build</c> has put what it built.
/// </summary>
public static class ClusterPrograms
{
    private static readonly string Folder = FindFolder();

    public static string ApiServer => Find("kube-apiserver");

    public static string Etcd => Find("etcd");

    public static string Kubectl => Find("kubectl");

    private static string FindFolder()
    {
        if (Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } given)
        {
            return given;
        }

        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var own = Environment.GetEnvironmentVariable("PARALLELJOBS_CACHE") is { Length: > 0 } cache ? cache : Path.Combine(caches, "paralleljobs");
        // What was built from other sources lies beside it under other names; the last that was finished is that of these sources.
        var built = Directory.Exists(own)
            ? Directory.EnumerateDirectories(own, "kubernetes-*")
                .Select(folder => Path.Combine(folder, "bin"))
                .Where(folder => File.Exists(Path.Combine(folder, "kube-apiserver")))
                .MaxBy(Directory.GetLastWriteTimeUtc)
            : null;
        return built ?? Path.Combine(own, "kubernetes", "bin");
    }

    private static string Find(string program) => Path.Combine(Folder, program) is var path && File.Exists(path)
        ? path
        : throw new FileNotFoundException(
            $"{path} is missing: run make test, which builds the programs of a Kubernetes, or set KUBEBUILDER_ASSETS to a folder that has kube-apiserver, etcd and kubectl");
}
