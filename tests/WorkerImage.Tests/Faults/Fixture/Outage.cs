namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>How long a fault lasts, where that is what the fault is.</summary>
internal static class Outage
{
    /// <summary>Longer than the shortest lease, and than what the ledger waits beyond it.</summary>
    public static readonly TimeSpan BeyondTheLease = TimeSpan.FromSeconds(FaultManifests.ShortestLease + 7);

    public static Task LastsAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, TestContext.Current.CancellationToken);
}
