using System.Text.Json.Nodes;

namespace ParallelJobs.Kubernetes;

/// <summary>A change of some fields. Immutable.</summary>
/// <param name="MediaType">Which kind of patch it is.</param>
/// <param name="Body">UTF-8.</param>
public sealed record Patch(string MediaType, ReadOnlyMemory<byte> Body)
{
    /// <summary>RFC 7386: objects are merged, null removes, lists are replaced.</summary>
    public static Patch Merge(JsonObject change) => new("application/merge-patch+json", Bytes(change));

    /// <summary>RFC 6902: a list of operations, which may test before they change.</summary>
    public static Patch Json(JsonArray operations) => new("application/json-patch+json", Bytes(operations));

    private static byte[] Bytes(JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());
}
