namespace ParallelJobs.Kubernetes;

/// <summary>Which objects of a type are meant. Immutable.</summary>
/// <param name="Namespace">Null for those of all namespaces, and for types without.</param>
/// <param name="Labels">A label selector in Kubernetes' syntax: "app=a,tier in (x,y)"; null for all.</param>
/// <param name="Fields">A field selector: "metadata.name=a"; null for all.</param>
public sealed record Selection(string? Namespace = null, string? Labels = null, string? Fields = null)
{
    public static Selection All { get; } = new();
}
