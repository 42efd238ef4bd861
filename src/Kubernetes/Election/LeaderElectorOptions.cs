namespace ParallelJobs.Kubernetes.Election;

/// <summary>
/// Which lease is contended for, by whom, and its times. Immutable. All contenders for a lease should have the same times; they need not agree
/// about the time of day.
/// </summary>
public sealed record LeaderElectorOptions
{
    // As client-go has it, so that times which suit one suit the other.
    private const double LeastDeadlineInRetries = 1.2;

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>The pod's uid: a restarted container of the pod resumes its own lease at once.</summary>
    public required string Identity { get; init; }

    /// <summary>So long after its last renewal was seen, another may take the lease. Stated in it in whole seconds, rounded up.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>So long after the beginning of its last renewal that succeeded, the holder no longer leads.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From one attempt to the next at most; jitter takes up to a fifth of it away.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>One attempt: two that get no answer fit between a renewal and its deadline.</summary>
    internal TimeSpan AttemptLimit => (RenewDeadline - RetryPeriod) / 2;

    internal int LeaseDurationSeconds => (int)Math.Ceiling(LeaseDuration.TotalSeconds);

    /// <exception cref="ArgumentException">Nobody could lead with these; the message names the option.</exception>
    internal LeaderElectorOptions Validated()
    {
        Named(Namespace, nameof(Namespace));
        Named(Name, nameof(Name));
        Named(Identity, nameof(Identity));
        Holds(RetryPeriod > TimeSpan.Zero, nameof(RetryPeriod), $"{RetryPeriod} is not greater than zero");
        Holds(
            RenewDeadline > RetryPeriod * LeastDeadlineInRetries,
            nameof(RenewDeadline),
            $"{RenewDeadline} is not greater than {LeastDeadlineInRetries} times the {nameof(RetryPeriod)} of {RetryPeriod}");
        Holds(
            LeaseDuration > RenewDeadline,
            nameof(LeaseDuration),
            $"{LeaseDuration} is not greater than the {nameof(RenewDeadline)} of {RenewDeadline}");
        return this;
    }

    private static void Named(string value, string option) => Holds(!string.IsNullOrWhiteSpace(value), option, "it is empty");

    private static void Holds(bool rule, string option, string otherwise)
    {
        if (!rule)
        {
            throw new ArgumentException($"leader election, {option}: {otherwise}", option);
        }
    }
}
