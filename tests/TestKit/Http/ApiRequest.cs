using System.Text.Json.Nodes;

namespace ParallelJobs.TestKit.Http;

/// <summary>A request to an API server, as the server's authorization sees it.</summary>
/// <param name="Verb">get, list, watch, create, update, patch or delete; for paths that are no objects the method in small letters.</param>
/// <param name="Root">"api/v1", "apis/batch/v1"; empty for paths that are no objects.</param>
/// <param name="Resource">The plural, "pods"; for paths that are no objects the path, "version".</param>
public sealed record ApiRequest(string Verb, string Root, string Resource)
{
    /// <summary>Null where it is about all namespaces, or a type without. That of a namespace is its own name.</summary>
    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string? Subresource { get; init; }

    /// <summary>Parameters, the last where one is repeated.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Null where there is none, or it was not looked at.</summary>
    public JsonObject? Body { get; init; }

    public string? ContentType { get; init; }

    public static ApiRequest Of(HttpMethod method, Uri url)
    {
        var query = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .GroupBy(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "").Replace('+', ' '), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var parts = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var root = parts switch { ["api", _, _, ..] => 2, ["apis", _, _, _, ..] => 3, _ => 0 };
        if (root == 0)
        {
            return new ApiRequest(method.Method.ToLowerInvariant(), "", string.Join('/', parts)) { Query = query };
        }

        var (@namespace, rest) = parts[root..] switch
        {
            ["namespaces", var own] => (own, parts[root..]),
            ["namespaces", var own, "status" or "finalize"] => (own, parts[root..]),
            ["namespaces", var within, .. var objects] => (within, objects),
            var objects => (null, objects),
        };
        return new ApiRequest(VerbOf(method, rest.Length > 1, query), string.Join('/', parts[..root]), rest[0])
        {
            Namespace = @namespace,
            Name = rest.ElementAtOrDefault(1),
            Subresource = rest.ElementAtOrDefault(2),
            Query = query,
        };
    }

    private static string VerbOf(HttpMethod method, bool named, Dictionary<string, string> query) => method.Method switch
    {
        "GET" when query.GetValueOrDefault("watch") is "true" or "1" => "watch",
        "GET" => named ? "get" : "list",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => named ? "delete" : "deletecollection",
        var other => other.ToLowerInvariant(),
    };
}
