using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Election;

public sealed class ElectionRulesTests
{
    private const string Me = "me";
    private const int MyEpoch = 7;
    private static readonly TimeSpan SeenAt = TimeSpan.FromHours(5);
    private static readonly LeaderElectorOptions Options = new() { Namespace = "default", Name = "role", Identity = Me };

    public static TheoryData<string> Cases => [.. Sightings.Keys];

    /// <summary>What was read at <see cref="SeenAt"/>, how long ago that is in seconds, whether we lead, and what is to be done.</summary>
    private static Dictionary<string, (LeaseSighting Seen, double Ago, bool Leading, string Step)> Sightings { get; } = new()
    {
        ["there is no lease"] = (None, 0, false, "Take"),
        ["nobody holds it"] = (Seen(holder: null, 3), 0, false, "Take"),
        ["it was released"] = (Seen(holder: "", 3, seconds: 1), 0, false, "Take"),
        ["it has no spec"] = (None.Then(new Lease { Metadata = new() { ResourceVersion = "1" } }, Options, SeenAt), 0, false, "Take"),
        ["another has just renewed it"] = (Seen("other", 3), 0, false, "Wait"),
        ["another's claim has nearly run out"] = (Seen("other", 3), 14.999, false, "Wait"),
        ["another's claim has run out"] = (Seen("other", 3), 15, false, "Take"),
        ["another's claim is for longer than ours would be"] = (Seen("other", 3, seconds: 60), 59, false, "Wait"),
        ["another's longer claim has run out"] = (Seen("other", 3, seconds: 60), 60, false, "Take"),
        ["another's claim is shorter"] = (Seen("other", 3, seconds: 4), 4, false, "Take"),
        ["another's claim states no time, so it is ours that counts"] = (Seen("other", 3, seconds: null), 14.999, false, "Wait"),
        ["another's claim states a time of zero, so it is ours that counts"] = (Seen("other", 3, seconds: 0), 14.999, false, "Wait"),
        ["another's claim was deleted, and its holder may lead still"] = (Deleted(Seen("other", 3)), 14.999, false, "Wait"),
        ["another's deleted claim has run out"] = (Deleted(Seen("other", 3)), 15, false, "Take"),
        ["what was released is deleted"] = (Deleted(Seen("", 3)), 1, false, "Take"),
        ["an earlier life of ours holds it"] = (Seen(Me, 3), 0, false, "Take"),
        ["we lead and hold it"] = (Seen(Me, MyEpoch), 2, true, "Renew"),
        ["we lead and it was deleted"] = (Deleted(Seen(Me, MyEpoch)), 2, true, "Renew"),
        ["we lead and another has it"] = (Seen("other", MyEpoch + 1), 0, true, "Lost"),
        ["we lead and another has it whose claim has run out"] = (Seen("other", MyEpoch + 1), 60, true, "Lost"),
        ["we lead and nobody has it"] = (Seen("", MyEpoch), 0, true, "Lost"),
        ["we lead and a later life of ours has it"] = (Seen(Me, MyEpoch + 1), 0, true, "Lost"),
    };

    private static LeaseSighting None => LeaseSighting.None;

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_done_when(string about)
    {
        var (seen, ago, leading, step) = Sightings[about];

        Assert.Equal(step, $"{ElectionRules.Decide(seen, Me, leading ? MyEpoch : null, SeenAt + TimeSpan.FromSeconds(ago))}");
    }

    [Fact]
    public void The_count_begins_anew_with_every_write_of_another_even_if_its_clock_stands_still()
    {
        var first = Seen("other", 3);
        var again = first.Lease! with { Metadata = new() { ResourceVersion = "2" } };

        var seen = first.Then(again, Options, SeenAt + TimeSpan.FromSeconds(14));

        Assert.Equal(SeenAt + TimeSpan.FromSeconds(14 + 15), seen.ClaimedUntil);
    }

    [Fact]
    public void The_count_goes_on_while_the_record_stays_as_it_was()
    {
        var first = Seen("other", 3);

        Assert.Same(first, first.Then(first.Lease! with { }, Options, SeenAt + TimeSpan.FromSeconds(14)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void Times_of_day_in_the_record_decide_nothing(int hours)
    {
        var record = Seen("other", 3).Lease!;
        var off = DateTimeOffset.UnixEpoch.AddHours(hours);

        var seen = None.Then(record with { Spec = record.Spec! with { RenewTime = off, AcquireTime = off } }, Options, SeenAt);

        Assert.Equal(SeenAt + Options.LeaseDuration, seen.ClaimedUntil);
    }

    [Fact]
    public void The_epoch_outlives_the_lease()
    {
        var deleted = Deleted(Seen("other", 41));
        var made = deleted.Then(Seen("third", 1).Lease! with { Metadata = new() { ResourceVersion = "9" } }, Options, SeenAt);

        Assert.Equal((41, 41), (deleted.Epoch, made.Epoch));
    }

    [Fact]
    public void A_renewal_keeps_when_it_was_acquired_and_whatever_else_is_in_the_lease()
    {
        var (acquired, now) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(2));
        var labels = new Dictionary<string, string> { ["team"] = "a" };
        var lease = new Lease
        {
            Metadata = new() { Name = "role", ResourceVersion = "1", Labels = labels },
            Spec = new() { HolderIdentity = Me, LeaseTransitions = MyEpoch, AcquireTime = acquired, Strategy = "OldestEmulationVersion" },
        };

        var renewed = ElectionRules.Claimed(None.Then(lease, Options, SeenAt), Options, MyEpoch, now);

        Assert.Equal(lease with { Spec = lease.Spec with { RenewTime = now, LeaseDurationSeconds = 15 } }, renewed);
    }

    [Fact]
    public void A_take_over_begins_a_new_time()
    {
        var now = DateTimeOffset.UnixEpoch.AddSeconds(2);

        var taken = ElectionRules.Claimed(Seen("other", 3), Options, epoch: 4, now);

        Assert.Equal(
            new LeaseSpec { HolderIdentity = Me, LeaseDurationSeconds = 15, AcquireTime = now, RenewTime = now, LeaseTransitions = 4 },
            taken.Spec);
        Assert.Equal("1", taken.Metadata.ResourceVersion);
    }

    private static LeaseSighting Deleted(LeaseSighting before) => before.Then(lease: null, Options, SeenAt + TimeSpan.FromSeconds(1));

    private static LeaseSighting Seen(string? holder, int transitions, int? seconds = 15) => None.Then(
        new Lease
        {
            Metadata = new() { Name = "role", Namespace = "default", ResourceVersion = "1" },
            Spec = new() { HolderIdentity = holder, LeaseTransitions = transitions, LeaseDurationSeconds = seconds },
        },
        Options,
        SeenAt);
}
