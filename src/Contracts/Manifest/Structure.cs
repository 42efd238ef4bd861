using System.Text.Json.Nodes;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>What the structural check leaves: the part of a manifest that fits the schema, and where everything stood.</summary>
/// <param name="Valid">The valid part as JSON: below the root, no object without all the fields that it requires.</param>
/// <param name="Broken">Paths that were reported: no rule that reads one of them may speak again.</param>
/// <param name="Origins">Where each path stands: a scalar at its value, a list or a map at its key.</param>
internal sealed record Structure(JsonObject Valid, IReadOnlySet<string> Broken, IReadOnlyDictionary<string, Origin> Origins)
{
    /// <summary>Where a path stands, or the nearest thing above it that does.</summary>
    public Origin OriginOf(string path)
    {
        for (; ; path = FieldPath.Parent(path))
        {
            if (Origins.TryGetValue(path, out var origin))
            {
                return origin;
            }

            if (path.Length == 0)
            {
                return default;
            }
        }
    }
}
