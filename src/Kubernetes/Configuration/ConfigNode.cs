using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>A mapping in a kubeconfig, with the words that name it. What is null or empty is as if it were not there, as for kubectl.</summary>
internal sealed class ConfigNode(string file, string path, YamlMappingNode node)
{
    public string Name(string field) => $"{file}: {Path(field)}";

    public ClusterConfigException Error(string field, string problem) => new($"{Name(field)}: {problem}");

    public string? Text(string field) => Find(field) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value,
        _ => throw Error(field, "this is to be a text"),
    };

    public bool Flag(string field) => Text(field) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw Error(field, "this is to be true or false"),
    };

    public ConfigNode? Child(string field) => Find(field) switch
    {
        null => null,
        YamlMappingNode mapping => new ConfigNode(file, Path(field), mapping),
        _ => throw Error(field, "this is to be a mapping"),
    };

    public IReadOnlyList<string> Texts(string field) =>
        [.. List(field).Select(item => item is YamlScalarNode { Value: { } text } ? text : throw Error(field, "this is to be a list of texts"))];

    public IReadOnlyList<ConfigNode> Children(string field) =>
        [.. List(field).Select((item, index) => item is YamlMappingNode mapping
            ? new ConfigNode(file, $"{Path(field)}[{index}]", mapping)
            : throw Error(field, "this is to be a list of mappings"))];

    public IEnumerable<(string Key, IReadOnlyList<string> Values)> Lists(string field) =>
        Child(field) is { } child ? child.Keys.Select(key => (key, child.Texts(key))) : [];

    /// <summary>What the path in <paramref name="field"/> names, seen from this file and not from where the process stands.</summary>
    public string? FilePath(string field) => Text(field) is { } text ? Beside(text) : null;

    public string Beside(string other) =>
        System.IO.Path.GetFullPath(other, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!);

    /// <summary>The base64 of <paramref name="field"/>-data, or else the file that <paramref name="field"/> names.</summary>
    public Material? Material(string field)
    {
        var data = $"{field}-data";
        try
        {
            return Text(data) is { } text ? Configuration.Material.Of(Name(data), Convert.FromBase64String(text))
                : FilePath(field) is { } named ? Configuration.Material.OfFile($"{Name(field)} ({named})", named)
                : null;
        }
        catch (FormatException)
        {
            throw Error(data, $"not base64: encode the PEM file (base64 -w0 FILE), or name the file in {field}");
        }
    }

    /// <summary>Under another name: what an entry of a list holds is named by the entry.</summary>
    public ConfigNode? Renamed(string field, string name) => Child(field) is { } child ? child.As(name) : null;

    private IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value!);

    private string Path(string field) => path.Length > 0 ? $"{path}.{field}" : field;

    private ConfigNode As(string name) => new(file, name, node);

    private IEnumerable<YamlNode> List(string field) => Find(field) switch
    {
        null => [],
        YamlSequenceNode sequence => sequence.Children,
        _ => throw Error(field, "this is to be a list"),
    };

    private YamlNode? Find(string field) =>
        node.Children.TryGetValue(new YamlScalarNode(field), out var found) && !IsNothing(found) ? found : null;

    private static bool IsNothing(YamlNode found) =>
        found is YamlScalarNode { Value: null or "" } or YamlScalarNode { Style: ScalarStyle.Plain, Value: "~" or "null" or "Null" or "NULL" };
}
