using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Schema;

/// <summary>
/// What one field may hold. The tree of these below <see cref="JobSchema.Job"/> is the only place where types, bounds, choices and
/// mutability stand: the structural check, the immutability check, <c>--set</c> and the CRD all read it. Immutable.
/// </summary>
public sealed record FieldSchema
{
    public required FieldType Type { get; init; }

    /// <summary>One or two sentences for users.</summary>
    public required string Description { get; init; }

    /// <summary>The object that has this field must give it.</summary>
    public bool Required { get; init; }

    /// <summary>May change after the job was created, with everything below it; what is not mutable is fixed.</summary>
    public bool Mutable { get; init; }

    /// <summary>Bounds of an Integer or a WholeNumber, inclusive.</summary>
    public Int128 Minimum { get; init; }

    public Int128 Maximum { get; init; }

    /// <summary>Bounds of a Text, in UTF-16 units; <see cref="MaxLength"/> of a Map is that of its keys.</summary>
    public int MinLength { get; init; }

    public int MaxLength { get; init; }

    /// <summary>Bounds of a List or a Map, in elements.</summary>
    public int MinItems { get; init; }

    public int MaxItems { get; init; }

    /// <summary>The form of a Text, of a WholeNumber written as a string, or of a Map's keys.</summary>
    public TextForm? Form { get; init; }

    /// <summary>The words of a Choice.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The fields of an Object, in the order in which documentation lists them.</summary>
    public ImmutableArray<NamedField> Fields { get; init; } = [];

    /// <summary>What a List's elements or a Map's values may be.</summary>
    public FieldSchema? Element { get; init; }

    /// <summary>
    /// A List of objects: the field that names each, no two the same (list-map key). Empty for a List of texts that are a set.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Whether this field or one below it may change.</summary>
    public bool HasMutable => Mutable || Fields.Any(child => child.Schema.HasMutable);

    public FieldSchema AsRequired() => this with { Required = true };

    public FieldSchema AsMutable() => this with { Mutable = true };

    /// <summary>The field of an Object, or null.</summary>
    public FieldSchema? Find(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
            {
                return field.Schema;
            }
        }

        return null;
    }
}
