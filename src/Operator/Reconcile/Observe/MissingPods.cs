namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>What is known of pods that a child Job should have and has not. Immutable.</summary>
/// <param name="For">For how long some have been missing and nothing says why; null when none is, or something does.</param>
/// <param name="Trouble">Why they cannot be made, from the Job's events.</param>
internal sealed record MissingPods(TimeSpan? For, ChildTrouble? Trouble)
{
    public static MissingPods None { get; } = new(null, null);
}
