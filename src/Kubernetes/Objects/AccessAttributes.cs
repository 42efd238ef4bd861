namespace ParallelJobs.Kubernetes.Objects;

/// <summary>A verb on objects of a type.</summary>
public sealed record AccessAttributes
{
    /// <summary>Null or empty: in all namespaces.</summary>
    public string? Namespace { get; init; }

    public required string Verb { get; init; }

    /// <summary>Empty for the core group.</summary>
    public string? Group { get; init; }

    /// <summary>In the plural: "pods".</summary>
    public required string Resource { get; init; }

    public string? Subresource { get; init; }

    /// <summary>Null for all objects.</summary>
    public string? Name { get; init; }
}
