namespace ParallelJobs.Queue.InMemory;

/// <summary>A job's limits and how much of them is used. Immutable.</summary>
/// <param name="LeafItems">Items of a whole leaf of the job.</param>
/// <param name="Bucket">Null without <see cref="JobLimits.PerSecond"/>.</param>
internal sealed record GrantLimits(JobLimits Limits, long LeafItems, TokenBucket? Bucket)
{
    /// <summary>Leases are of one leaf, so that no leaf waits in a worker's prefetch while it counts against a limit.</summary>
    public bool SingleLeaves => Limits != JobLimits.None;

    /// <summary>How long until the bucket opens; zero when nothing is limited by it.</summary>
    public TimeSpan OpensIn => Bucket?.OpensIn ?? TimeSpan.Zero;

    public static GrantLimits Of(JobLimits limits, long leafItems, TimeSpan now) =>
        new(limits, leafItems, limits.PerSecond is { } rate ? TokenBucket.Full(rate, leafItems, now) : null);

    public GrantLimits Changed(JobLimits limits, TimeSpan now) => this with
    {
        Limits = limits,
        Bucket = (limits.PerSecond, Bucket) switch
        {
            (null, _) => null,
            ({ } rate, null) => TokenBucket.Full(rate, LeafItems, now),
            ({ } rate, { } bucket) => bucket.WithRate(rate, now),
        },
    };

    public GrantLimits Refilled(TimeSpan now) => Bucket is null ? this : this with { Bucket = Bucket.Refilled(now) };

    /// <summary>May a leaf of so many items be granted beside what is in flight?</summary>
    public bool Admits(long items, Int128 inFlight) =>
        (Limits.MaxInFlight is not { } most || inFlight + items <= most) && Bucket is null or { IsOpen: true };

    public GrantLimits Granted(long items) => Bucket is null ? this : this with { Bucket = Bucket.Without(items) };
}
