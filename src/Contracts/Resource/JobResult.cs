namespace ParallelJobs.Contracts.Resource;

/// <summary>The result so far, and of which items it is.</summary>
public sealed record JobResult
{
    /// <summary>At most 1 KiB; a longer one is in <see cref="ConfigMap"/>.</summary>
    public string? Value { get; init; }

    /// <summary>At most 16 ranges of items, then how many more; only a count where the order is not Fifo.</summary>
    public string? Coverage { get; init; }

    /// <summary>Of the result's canonical bytes: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public string? Digest { get; init; }

    public string? ConfigMap { get; init; }
}
