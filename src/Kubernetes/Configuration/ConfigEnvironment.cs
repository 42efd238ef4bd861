namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Where configuration is looked for: the variables and folders of a process.</summary>
internal sealed record ConfigEnvironment(Func<string, string?> Variable, string Home, string ServiceAccountFolder)
{
    public static readonly ConfigEnvironment Own = new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        "/var/run/secrets/kubernetes.io/serviceaccount");

    public ClusterConfig Load(string? file, string? context)
    {
        if (file is not null)
        {
            return KubeConfig.Read(file)?.Select(context) ?? throw new ClusterConfigException($"{file}: there is no such file: name a kubeconfig");
        }

        if (Variable("KUBECONFIG") is { Length: > 0 } list)
        {
            // As kubectl has it: those that are not there are passed over, and of several the first to say something has said it.
            KubeConfig[] found = [.. list.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(KubeConfig.Read).OfType<KubeConfig>()];
            return found is []
                ? throw new ClusterConfigException($"KUBECONFIG: none of its files is there ({list}): name one that is, or unset it")
                : KubeConfig.Merge(found).Select(context);
        }

        var usual = Home.Length > 0 ? Path.Combine(Home, ".kube", "config") : null;
        if (usual is not null && KubeConfig.Read(usual) is { } config)
        {
            return config.Select(context);
        }

        if (context is null && IsPod)
        {
            return InCluster();
        }

        throw new ClusterConfigException(
            $"no cluster is configured: KUBECONFIG is not set, {usual ?? "~/.kube/config"} is not there"
            + (IsPod ? $", and a pod has no context '{context}'" : ", and this is not a pod")
            + ": name a kubeconfig");
    }

    public ClusterConfig InCluster()
    {
        if (Variable("KUBERNETES_SERVICE_HOST") is not { Length: > 0 } host || Variable("KUBERNETES_SERVICE_PORT") is not { Length: > 0 } port)
        {
            throw new ClusterConfigException(
                "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not both set: this is not a pod; outside of one, name a kubeconfig");
        }

        if (!Uri.TryCreate($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}", UriKind.Absolute, out var server))
        {
            throw new ClusterConfigException($"KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT: '{host}' and '{port}' are no address");
        }

        var token = Own("token");
        var authority = Own("ca.crt");
        _ = Token.Parse(token);
        _ = ServerCheck.Parse(authority);
        return new() { Server = server, Namespace = OwnNamespace(), Authority = authority, User = new() { Token = token } };

        Material Own(string name)
        {
            var path = Path.Combine(ServiceAccountFolder, name);
            return File.Exists(path)
                ? Material.OfFile(path, path)
                : throw new ClusterConfigException(
                    $"{path}: there is no such file: the pod needs a service account, and automountServiceAccountToken that is not false");
        }
    }

    private bool IsPod => Variable("KUBERNETES_SERVICE_HOST") is { Length: > 0 };

    private string OwnNamespace()
    {
        var path = Path.Combine(ServiceAccountFolder, "namespace");
        return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } name ? name : "default";
    }
}
