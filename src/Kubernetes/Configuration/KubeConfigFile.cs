using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Reads the text of a kubeconfig: YAML, and so JSON too.</summary>
internal static class KubeConfigFile
{
    /// <summary>Null when the file is not there.</summary>
    /// <exception cref="ClusterConfigException">It cannot be read, or is no kubeconfig.</exception>
    public static ConfigNode? Read(string file)
    {
        try
        {
            return Parse(file, File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterConfigException($"{file}: it cannot be read: {exception.Message}", exception);
        }
    }

    private static ConfigNode Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (AnchorNotFoundException)
        {
            throw new ClusterConfigException($"{file}: this is not YAML: a * begins an alias, and there is none of that name: put the text in quotes");
        }
        catch (YamlException exception)
        {
            // The parser's own words may quote the text, and with it a password; where it stopped is enough.
            throw new ClusterConfigException(
                $"{file}: line {exception.Start.Line}, column {exception.Start.Column}: this is not YAML: check indentation, colons and quotes");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new ClusterConfigException($"{file}: this is not YAML: an escape or a number in it is out of range");
        }

        var root = stream.Documents is [var first, ..] ? first.RootNode : new YamlMappingNode();
        var node = root switch
        {
            YamlMappingNode mapping => new ConfigNode(file, "", mapping),
            YamlScalarNode { Value: null or "" } => new ConfigNode(file, "", []),
            _ => throw new ClusterConfigException($"{file}: this is no kubeconfig: it is to be a mapping, with clusters, users and contexts"),
        };
        return node.Text("kind") is null or "Config"
            ? node
            : throw node.Error("kind", $"this is no kubeconfig but a {node.Text("kind")}: name another file");
    }
}
