using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>Servers read times of leases and events in one form only.</summary>
[Trait("Requires", "ApiServer")]
public sealed class TimeTests
{
    // Of a whole second, whose digits must be written all the same.
    public static TheoryData<string> Moments => new("2026-01-02T03:04:05.678901Z", "2026-01-02T03:04:05Z", "2026-01-02T05:04:05.1+02:00");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_lease_keeps_its_times_to_the_microsecond(string text)
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        var moment = DateTimeOffset.Parse(text);
        var spec = new LeaseSpec { HolderIdentity = "me", LeaseDurationSeconds = 15, AcquireTime = moment, RenewTime = moment, LeaseTransitions = 1 };
        var lease = new Lease { Metadata = new ObjectMeta { Namespace = space.Name, Name = "one" }, Spec = spec };
        var made = await space.Client.CreateAsync(lease, cancellationToken: Cancel);
        Assert.Equal(spec, made.Spec);

        var later = spec with { RenewTime = moment.AddSeconds(2) };
        Assert.Equal(later, (await space.Client.ReplaceAsync(made with { Spec = later }, cancellationToken: Cancel)).Spec);
        var applied = await space.Client.ApplyAsync(lease with { Spec = later with { LeaseTransitions = 2 } }, new WriteOptions { Force = true }, Cancel);
        Assert.Equal(later.RenewTime, applied.Spec!.RenewTime);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task An_event_keeps_its_times_to_the_microsecond(string text)
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        var moment = DateTimeOffset.Parse(text);
        var seen = new Event
        {
            Metadata = new ObjectMeta { Namespace = space.Name, Name = "one" },
            EventTime = moment,
            ReportingController = "example.test/operator",
            ReportingInstance = "operator-1",
            Action = "Starting",
            Reason = "Started",
            Type = "Normal",
            Note = "it was started",
            Regarding = new ObjectReference { ApiVersion = "v1", Kind = "ConfigMap", Namespace = space.Name, Name = "one" },
        };
        var made = await space.Client.CreateAsync(seen, cancellationToken: Cancel);
        Assert.Equal(moment, made.EventTime);

        var series = new EventSeries { Count = 2, LastObservedTime = moment.AddSeconds(1) };
        var repeated = await space.Client.ReplaceAsync(made with { Series = series }, cancellationToken: Cancel);
        Assert.Equal(series, repeated.Series);
    }
}
