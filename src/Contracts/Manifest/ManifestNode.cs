using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>A piece of a manifest with its place in the text. Immutable.</summary>
internal sealed record ManifestNode(NodeKind Kind, Origin At)
{
    /// <summary>The text of a scalar.</summary>
    public string Text { get; init; } = "";

    /// <summary>A scalar in quotes or in a block is a string whatever it looks like.</summary>
    public bool Quoted { get; init; }

    /// <summary>The elements of a list.</summary>
    public ImmutableArray<ManifestNode> Elements { get; init; } = [];

    /// <summary>The fields of a map as they stand, a repeated one included.</summary>
    public ImmutableArray<ManifestField> Fields { get; init; } = [];

    public ScalarType ScalarType => Quoted ? ScalarType.String : PlainScalar.TypeOf(Text);

    public ManifestField? Find(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>The map with one field set; it keeps its place and the place of its key.</summary>
    public ManifestNode With(string name, ManifestNode value) => this with
    {
        Fields = Find(name) is { } old
            ? Fields.Replace(old, old with { Value = value })
            : Fields.Add(new ManifestField(name, value.At, value)),
    };

    public ManifestNode Without(string name) => this with { Fields = Fields.RemoveAll(field => field.Name == name) };
}
