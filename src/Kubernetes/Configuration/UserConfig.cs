using System.Net.Http.Headers;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Who asks. Not a record: what it holds must not get into a text.</summary>
internal sealed class UserConfig
{
    public static readonly UserConfig Anonymous = new();

    public Material? Token { get; init; }

    /// <summary>User name and password, already one.</summary>
    public AuthenticationHeaderValue? Basic { get; init; }

    /// <summary>With a <see cref="Key"/>, always.</summary>
    public Material? Certificate { get; init; }

    public Material? Key { get; init; }

    public ExecConfig? Exec { get; init; }

    /// <summary>In whose name, as headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Impersonation { get; init; } = [];
}
