using System.Text;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Reads bearer tokens; files end in a line's end that is not part of them.</summary>
internal static class Token
{
    /// <exception cref="ClusterConfigException">There is none, or what is there cannot stand in a header.</exception>
    public static string Parse(Material source) => Parse(source, source.Read());

    /// <exception cref="ClusterConfigException">There is none, or what is there cannot stand in a header.</exception>
    public static string Parse(Material source, byte[] content)
    {
        var token = Encoding.UTF8.GetString(content).Trim();
        return token.Length is 0 ? throw source.Error("there is no token in it")
            : IsOfHeader(token) ? token
            : throw source.Error("this is no token: it has spaces, or characters that are not ASCII");
    }

    public static bool IsOfHeader(string text) => text.All(character => character is > ' ' and <= '~');
}
