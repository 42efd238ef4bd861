using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Election;

/// <summary>
/// What one contender knows of the lease, with the times of its own monotonic clock: the timestamps in the lease are of other machines' clocks
/// and are never read. Immutable.
/// </summary>
internal sealed record LeaseSighting
{
    /// <summary>Of one who has not looked yet.</summary>
    public static LeaseSighting None { get; } = new();

    /// <summary>As it was last read or written, null where there was none.</summary>
    public Lease? Lease { get; private init; }

    /// <summary>When the claim of another that was seen last has run out; that of a lease since deleted counts on, for its holder may lead still.</summary>
    public TimeSpan ClaimedUntil { get; private init; }

    /// <summary>The highest that was seen, so that it grows even when the lease is deleted and made anew.</summary>
    public int Epoch { get; private init; }

    /// <summary>Null where nobody holds it.</summary>
    public string? Holder => HolderOf(Lease);

    /// <summary>The same after a read that ended <paramref name="now"/>.</summary>
    /// <param name="lease">What was read, null for none.</param>
    /// <param name="options">Whose contender it is.</param>
    /// <param name="now">By the monotonic clock, after the answer came.</param>
    public LeaseSighting Then(Lease? lease, LeaderElectorOptions options, TimeSpan now)
    {
        // Any write of it restarts the count, whatever the writer's clock says, even one that stands still.
        var same = lease?.Metadata.ResourceVersion == Lease?.Metadata.ResourceVersion && lease?.Spec == Lease?.Spec;
        if (same || lease is null)
        {
            return same ? this : this with { Lease = null };
        }

        var another = HolderOf(lease) is { } holder && holder != options.Identity;
        var stated = lease.Spec?.LeaseDurationSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : options.LeaseDuration;
        return new()
        {
            Lease = lease,
            ClaimedUntil = another ? now + stated : now,
            Epoch = Math.Max(Epoch, lease.Spec?.LeaseTransitions ?? 0),
        };
    }

    private static string? HolderOf(Lease? lease) => lease?.Spec?.HolderIdentity is { Length: > 0 } holder ? holder : null;
}
