namespace ParallelJobs.Contracts.Schema;

/// <summary>A field of an object.</summary>
public readonly record struct NamedField(string Name, FieldSchema Schema);
