namespace ParallelJobs.Contracts.Schema;

/// <summary>A field of an object.</summary>
public sealed record NamedField(string Name, FieldSchema Schema);
