using System.CommandLine;
using System.CommandLine.Parsing;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Commands;

/// <summary>The options of every command that talks to a cluster: the same, and the same words, as kubectl's.</summary>
internal static class ClusterOptions
{
    private static readonly Option<string?> KubeConfig = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "The kubeconfig; default is KUBECONFIG, else ~/.kube/config, else the pod's own account",
    };

    private static readonly Option<string?> Context = new("--context")
    {
        HelpName = "NAME",
        Description = "A context of the kubeconfig; default is its current one",
    };

    private static readonly Option<string?> Namespace = NamespaceOption();

    /// <summary>Gives a command these options.</summary>
    public static ExampledCommand OnCluster(this ExampledCommand command)
    {
        command.Add(Namespace);
        command.Add(Context);
        command.Add(KubeConfig);
        return command;
    }

    public static ClusterTarget Of(ParseResult parsed) =>
        new(parsed.GetValue(KubeConfig), parsed.GetValue(Context), parsed.GetValue(Namespace));

    public static Option<bool> AllNamespaces() => new("--all-namespaces", "-A") { Description = "Jobs of all namespaces" };

    public static Option<string?> Selector() => new("--selector", "-l")
    {
        HelpName = "SELECTOR",
        Description = "Jobs with these labels: team=blue,stage!=test",
    };

    public static Option<ObjectFormat> Output()
    {
        var option = CommonOptions.Choice(
            "--output",
            "FORMAT",
            "How to print",
            ("table", ObjectFormat.Table),
            ("wide", ObjectFormat.Wide),
            ("json", ObjectFormat.Json),
            ("yaml", ObjectFormat.Yaml),
            ("name", ObjectFormat.Name));
        option.Aliases.Add("-o");
        return option;
    }

    /// <summary>A duration; null where it is not given.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        HelpName = "DURATION",
        Description = $"{description}, such as 30s, 10m or 1h30m",
        CustomParser = result => ReadDuration(result, name),
    };

    private static TimeSpan? ReadDuration(ArgumentResult result, string name)
    {
        var given = result.Tokens[^1].Value;
        if (DurationWords.TryParse(given) is { } duration)
        {
            return duration;
        }

        result.AddError($"{name}: '{given}' is not a duration of 0s to 1000h such as 30s, 10m or 1h30m");
        return null;
    }

    private static Option<string?> NamespaceOption()
    {
        var option = new Option<string?>("--namespace", "-n")
        {
            HelpName = "NAMESPACE",
            Description = "Where the jobs are; default is the context's",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !JobName.IsLabel(name))
            {
                result.AddError($"--namespace: '{name}' is no name of a namespace: small letters, digits and dashes, at most 63");
            }
        });
        return option;
    }
}
