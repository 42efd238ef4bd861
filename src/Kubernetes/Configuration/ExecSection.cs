namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Reads the exec of a user.</summary>
internal static class ExecSection
{
    private const string Group = "client.authentication.k8s.io";

    /// <exception cref="ClusterConfigException">Something in it is wrong.</exception>
    public static ExecConfig Read(ConfigNode node, ClusterConfig server) => new()
    {
        Origin = node.Name("command"),
        ApiVersion = node.Text("apiVersion") is $"{Group}/v1" or $"{Group}/v1beta1"
            ? node.Text("apiVersion")!
            : throw node.Error("apiVersion", $"this is to be {Group}/v1 or {Group}/v1beta1: use a plugin that speaks one of them"),
        Command = Command(node),
        Arguments = node.Texts("args"),
        Variables = [.. node.Children("env").Select(variable => KeyValuePair.Create(
            variable.Text("name") is { } name && !name.Contains('=', StringComparison.Ordinal)
                ? name
                : throw node.Error("env", "each is to have the name of a variable, and its value"),
            variable.Text("value") ?? ""))],
        InstallHint = node.Text("installHint"),
        Cluster = node.Flag("provideClusterInfo") ? server : null,
    };

    private static string Command(ConfigNode node)
    {
        // A plugin that asks nobody is all that a program without a terminal can run.
        if (node.Text("interactiveMode") is { } mode && mode is not ("Never" or "IfAvailable"))
        {
            throw node.Error(
                "interactiveMode",
                mode is "Always"
                    ? "the plugin would ask at a terminal, and there is none: use another way to authenticate"
                    : "this is to be Never or IfAvailable");
        }

        var command = node.Text("command") ?? throw node.Error("command", "it is missing: name the plugin's program");
        return command.Contains('/', StringComparison.Ordinal) ? node.Beside(command) : command;
    }
}
