namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>The entries of one kubeconfig, or of several merged: by name, each whole and from the first file that has it.</summary>
/// <param name="Files">For errors.</param>
/// <param name="CurrentContext">Null when no file names one.</param>
/// <param name="Contexts">By name, and so on.</param>
internal sealed record KubeConfig(
    string Files,
    string? CurrentContext,
    IReadOnlyDictionary<string, ConfigNode> Contexts,
    IReadOnlyDictionary<string, ConfigNode> Clusters,
    IReadOnlyDictionary<string, ConfigNode> Users)
{
    /// <summary>Null when the file is not there.</summary>
    /// <exception cref="ClusterConfigException">It cannot be read, or is no kubeconfig.</exception>
    public static KubeConfig? Read(string file) => KubeConfigFile.Read(file) is not { } root ? null : new(
        file,
        root.Text("current-context"),
        Entries(root, "contexts", "context"),
        Entries(root, "clusters", "cluster"),
        Entries(root, "users", "user"));

    public static KubeConfig Merge(IReadOnlyList<KubeConfig> configs) => new(
        string.Join(':', configs.Select(config => config.Files)),
        configs.Select(config => config.CurrentContext).FirstOrDefault(name => name is not null),
        First(configs.Select(config => config.Contexts)),
        First(configs.Select(config => config.Clusters)),
        First(configs.Select(config => config.Users)));

    /// <exception cref="ClusterConfigException">There is no such context, or it leads to what is missing or wrong.</exception>
    public ClusterConfig Select(string? context)
    {
        var name = context ?? CurrentContext ?? throw new ClusterConfigException(
            $"{Files}: current-context: it is not set: set it (kubectl config use-context NAME), or name a context{Known(Contexts)}");
        var chosen = Contexts.GetValueOrDefault(name) ?? throw new ClusterConfigException(
            $"{Files}: {(context is null ? "current-context" : "contexts")}: there is no context '{name}'{Known(Contexts)}");
        var cluster = chosen.Text("cluster") ?? throw chosen.Error("cluster", "it is missing: name one of clusters");
        var server = ClusterSection.Read(
            Clusters.GetValueOrDefault(cluster) ?? throw chosen.Error("cluster", $"there is no cluster '{cluster}'{Known(Clusters)}"));
        var user = chosen.Text("user") is not { } who ? UserConfig.Anonymous : UserSection.Read(
            Users.GetValueOrDefault(who) ?? throw chosen.Error("user", $"there is no user '{who}'{Known(Users)}"),
            server);
        return server with
        {
            Namespace = chosen.Text("namespace") ?? "default",
            // As kubectl has it: who asks is not told to a server that anybody could be, in words that anybody could read.
            User = server.Server.Scheme == Uri.UriSchemeHttps ? user : UserConfig.Anonymous,
        };
    }

    private static Dictionary<string, ConfigNode> Entries(ConfigNode root, string list, string content)
    {
        Dictionary<string, ConfigNode> entries = new(StringComparer.Ordinal);
        foreach (var entry in root.Children(list))
        {
            var name = entry.Text("name") ?? throw entry.Error("name", "it is missing");
            var place = $"{list}[name={name}]";
            var node = entry.Renamed(content, place) ?? throw root.Error(place, $"it has no {content}");
            if (!entries.TryAdd(name, node))
            {
                throw root.Error(place, "there are two of this name: rename or remove one");
            }
        }

        return entries;
    }

    private static Dictionary<string, ConfigNode> First(IEnumerable<IReadOnlyDictionary<string, ConfigNode>> all) =>
        all.SelectMany(entries => entries).DistinctBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static string Known(IReadOnlyDictionary<string, ConfigNode> entries) =>
        entries.Count > 0 ? $"; there are: {string.Join(", ", entries.Keys.Order(StringComparer.Ordinal))}" : "; there are none";
}
