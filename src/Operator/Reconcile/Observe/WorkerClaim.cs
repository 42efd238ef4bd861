using ParallelJobs.Kubernetes;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>What one job has of the workers of all, and what it wants.</summary>
/// <param name="Wish">Never less than it has.</param>
internal sealed record WorkerClaim(string Uid, ResourceKey Key, DateTimeOffset Created, int Wish, int Held)
{
    /// <summary>The oldest first; those of one second by namespace and name.</summary>
    public static IComparer<WorkerClaim> ByAge { get; } = Comparer<WorkerClaim>.Create((one, other) =>
        one.Created != other.Created ? one.Created.CompareTo(other.Created)
        : one.Key != other.Key ? string.CompareOrdinal($"{one.Key}", $"{other.Key}")
        : string.CompareOrdinal(one.Uid, other.Uid));

    /// <summary>Waits for so many.</summary>
    public int Unmet => Wish - Held;
}
