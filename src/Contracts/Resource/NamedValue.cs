namespace ParallelJobs.Contracts.Resource;

/// <summary>A name and a value, as in <c>parameters</c>; the value is text and is read by the type that the name has.</summary>
public sealed record NamedValue
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";
}
