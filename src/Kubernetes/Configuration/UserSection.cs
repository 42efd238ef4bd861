using System.Net.Http.Headers;
using System.Text;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Reads an entry of users.</summary>
internal static class UserSection
{
    /// <param name="node">The entry.</param>
    /// <param name="server">What a plugin may be told about.</param>
    /// <exception cref="ClusterConfigException">Something in it is wrong.</exception>
    public static UserConfig Read(ConfigNode node, ClusterConfig server)
    {
        if (node.Child("auth-provider") is not null)
        {
            throw node.Error(
                "auth-provider",
                "Kubernetes has removed it: use exec with the provider's plugin (gke-gcloud-auth-plugin, kubelogin, …)");
        }

        var (token, basic, certificate, key) = (TokenOf(node), Basic(node), node.Material("client-certificate"), node.Material("client-key"));
        if (token is not null && basic is not null)
        {
            throw node.Error("token", "there is a username too: remove one of both");
        }

        if (certificate is null != key is null)
        {
            throw certificate is null
                ? node.Error("client-certificate", "it is missing, and there is a client-key: give both")
                : node.Error("client-key", "it is missing, and there is a client-certificate: give both");
        }

        if (certificate is not null && key is not null)
        {
            _ = ClientCertificate.Parse(certificate, key);
        }

        return new()
        {
            Token = token,
            Basic = basic,
            Certificate = certificate,
            Key = key,
            Exec = node.Child("exec") is { } exec ? ExecSection.Read(exec, server) : null,
            Impersonation = Impersonation(node),
        };
    }

    /// <summary>The file before the text, which is what it once said.</summary>
    private static Material? TokenOf(ConfigNode node)
    {
        var token = node.FilePath("tokenFile") is { } file ? Material.OfFile($"{node.Name("tokenFile")} ({file})", file)
            : node.Text("token") is { } text ? Material.Of(node.Name("token"), Encoding.UTF8.GetBytes(text))
            : null;
        if (token is not null)
        {
            _ = Token.Parse(token);
        }

        return token;
    }

    private static AuthenticationHeaderValue? Basic(ConfigNode node)
    {
        var (name, password) = (node.Text("username"), node.Text("password"));
        return name is null && password is null ? null
            : name?.Contains(':', StringComparison.Ordinal) ?? false ? throw node.Error("username", "there is a colon in it, which ends a user name")
            : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
    }

    private static List<KeyValuePair<string, string>> Impersonation(ConfigNode node)
    {
        List<KeyValuePair<string, string>> headers = [];
        Add("as", "Impersonate-User", node.Text("as"));
        Add("as-uid", "Impersonate-Uid", node.Text("as-uid"));
        foreach (var group in node.Texts("as-groups"))
        {
            Add("as-groups", "Impersonate-Group", group);
        }

        foreach (var (key, values) in node.Lists("as-user-extra"))
        {
            foreach (var value in values)
            {
                Add("as-user-extra", $"Impersonate-Extra-{Uri.EscapeDataString(key)}", value);
            }
        }

        return headers is [] or [{ Key: "Impersonate-User" }, ..]
            ? headers
            : throw node.Error("as", "it is missing, and groups, uid or extra are there: say as whom");

        void Add(string field, string header, string? value)
        {
            if (value is not null)
            {
                if (headers.Exists(other => other.Key == header))
                {
                    throw node.Error(field, "only one can be sent (.NET makes one header of several, and the server one value): give one");
                }

                headers.Add(value.All(character => character is >= ' ' and <= '~')
                    ? new(header, value)
                    : throw node.Error(field, "there are characters in it that cannot stand in a header: only ASCII can"));
            }
        }
    }
}
