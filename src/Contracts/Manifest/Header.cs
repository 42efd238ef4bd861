using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>Looks at what a manifest says it is, before its fields are held against the schema of a ParallelJob.</summary>
internal static class Header
{
    /// <summary>Whether the manifest is a ParallelJob of this version; otherwise the errors say what it is.</summary>
    public static bool Check(ManifestNode root, ImmutableArray<ManifestError>.Builder errors)
    {
        if (root.Kind != NodeKind.Map)
        {
            errors.Add(root.At.Error(
                "",
                $"the file must hold a map of fields, is {SchemaWording.Found(root)}",
                $"begin with apiVersion: {ParallelJob.ApiVersionName}"));
            return false;
        }

        var before = errors.Count;
        Expect(root, "apiVersion", ParallelJob.ApiVersionName, errors);
        Expect(root, "kind", ParallelJob.KindName, errors);
        return errors.Count == before;
    }

    /// <summary>Without what the server wrote, so that an exported object can be read again.</summary>
    public static ManifestNode WithoutServerFields(ManifestNode root)
    {
        var manifest = root.Without("status");
        return manifest.Find("metadata")?.Value is { Kind: NodeKind.Map } metadata
            ? manifest.With("metadata", metadata.Without("managedFields"))
            : manifest;
    }

    private static void Expect(ManifestNode root, string name, string expected, ImmutableArray<ManifestError>.Builder errors)
    {
        switch (root.Find(name)?.Value)
        {
            case null:
                errors.Add(root.At.Error(name, "is missing", $"add {name}: {expected}"));
                break;
            case { Kind: NodeKind.Scalar } value when value.Text == expected:
                break;
            case var value:
                errors.Add(value.At.Error(name, $"must be {expected}, is {SchemaWording.Found(value)}", $"write {name}: {expected}"));
                break;
        }
    }
}
