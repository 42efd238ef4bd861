namespace ParallelJobs.Kubernetes;

/// <summary>Of which moment a list is, and whether there is more of it.</summary>
public sealed record ListMeta
{
    /// <summary>Of the whole list: a watch from here on misses nothing.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Asks for the next page; null or empty on the last. Servers forget it after some minutes, and then answer 410.</summary>
    public string? Continue { get; init; }

    public long? RemainingItemCount { get; init; }
}
