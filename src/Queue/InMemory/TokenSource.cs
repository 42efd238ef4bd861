namespace ParallelJobs.Queue.InMemory;

/// <summary>The ledger's randomness: tokens and jitter. Safe for use by several threads.</summary>
internal sealed class TokenSource(Random random)
{
    private readonly Lock _lock = new();

    public Guid NextToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
        {
            random.NextBytes(bytes);
        }

        return new Guid(bytes);
    }

    /// <summary>0 to 1.</summary>
    public double NextJitter()
    {
        lock (_lock)
        {
            return random.NextDouble();
        }
    }
}
