namespace ParallelJobs.Queue.Tests.Postgres.Faults;

public sealed class FrozenMinuteTests
{
    [Fact(Timeout = 180_000)]
    public Task Leases_of_ten_seconds_outlive_a_frozen_minute() =>
        FrozenServer.OutlivesLeasesAsync(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1));
}
