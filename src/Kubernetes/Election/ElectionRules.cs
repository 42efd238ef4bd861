using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Election;

/// <summary>Who may lead, and what is written into the lease. Pure.</summary>
internal static class ElectionRules
{
    /// <param name="seen">The lease.</param>
    /// <param name="identity">Ours.</param>
    /// <param name="epoch">Of our leadership, null while we do not lead.</param>
    /// <param name="now">By the monotonic clock.</param>
    public static ElectionStep Decide(LeaseSighting seen, string identity, int? epoch, TimeSpan now)
    {
        if (epoch is null)
        {
            return now < seen.ClaimedUntil ? ElectionStep.Wait : ElectionStep.Take;
        }

        // A deleted lease is made again by who led: others wait for its claim to run out. Our name under another epoch is a later life of us.
        return seen.Lease is null || IsOurs(seen, identity, epoch.Value) ? ElectionStep.Renew : ElectionStep.Lost;
    }

    public static bool IsOurs(LeaseSighting seen, string identity, int epoch) =>
        seen.Holder == identity && seen.Lease?.Spec?.LeaseTransitions == epoch;

    /// <summary>The lease with our name in it, for the first time or again.</summary>
    /// <param name="utc">Of this machine, for people to read; nobody decides by it.</param>
    public static Lease Claimed(LeaseSighting seen, LeaderElectorOptions options, int epoch, DateTimeOffset utc) =>
        (seen.Lease ?? new() { Metadata = new() { Namespace = options.Namespace, Name = options.Name } }) with
        {
            Spec = (seen.Lease?.Spec ?? new()) with
            {
                HolderIdentity = options.Identity,
                LeaseDurationSeconds = options.LeaseDurationSeconds,
                LeaseTransitions = epoch,
                AcquireTime = IsOurs(seen, options.Identity, epoch) ? seen.Lease!.Spec!.AcquireTime : utc,
                RenewTime = utc,
            },
        };

    /// <summary>The lease with nobody's name in it. One second is the shortest that it can state, for those who count before they look at the name.</summary>
    public static Lease Released(Lease lease, DateTimeOffset utc) =>
        lease with { Spec = lease.Spec! with { HolderIdentity = "", LeaseDurationSeconds = 1, AcquireTime = utc, RenewTime = utc } };
}
