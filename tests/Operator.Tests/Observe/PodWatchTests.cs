using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Tests.Plan;
using ParallelJobs.TestKit;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Operator.Tests.Observe;

public sealed class PodWatchTests : IDisposable
{
    private readonly FakeApiServer _api = new();
    private readonly ManualTime _time = new();
    private readonly KubernetesClient _client;
    private readonly PodWatch _watch;
    private readonly Job _child = Situation.Child(parallelism: 1);

    public PodWatchTests()
    {
        _client = new KubernetesClient(FakeApiServer.Url, _api);
        _watch = new PodWatch(_client, _time);
    }

    private int Questions => _api.Requests.Count("list", "events");

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_Job_that_has_its_pods_costs_no_question_however_long_it_runs()
    {
        for (var minute = 0; minute < 10; minute++)
        {
            Assert.Equal(MissingPods.None, await LookAsync(Pod("Running")));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(0, Questions);
    }

    [Fact]
    public async Task Pods_that_come_within_moments_cost_none_either()
    {
        Assert.Equal(TimeSpan.Zero, (await LookAsync()).For);
        _time.Advance(TimeSpan.FromSeconds(2));
        await LookAsync();

        Assert.Equal(0, Questions);
    }

    [Fact]
    public async Task Of_pods_that_stay_away_the_Job_s_events_are_asked_every_ten_seconds_at_most()
    {
        for (var second = 0; second < 25; second++)
        {
            await LookAsync();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, Questions);
    }

    [Fact]
    public async Task The_newest_warning_about_this_Job_is_the_reason_and_then_the_time_without_one_begins_anew()
    {
        await SayAsync(_child.Metadata.Uid!, "FailedCreate", "old", minutesAgo: 2);
        await SayAsync(_child.Metadata.Uid!, "FailedCreate", "exceeded quota", minutesAgo: 1);
        await SayAsync("another", "FailedCreate", "not this one", minutesAgo: 0);
        await LookAsync();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(new MissingPods(null, new ChildTrouble("FailedCreate", "exceeded quota")), await LookAsync());
    }

    [Fact]
    public async Task What_was_said_long_ago_is_no_reason()
    {
        await SayAsync(_child.Metadata.Uid!, "FailedCreate", "exceeded quota", minutesAgo: 11);
        await LookAsync();
        _time.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal(new MissingPods(TimeSpan.FromSeconds(40), null), await LookAsync());
    }

    [Fact]
    public async Task Who_may_not_ask_knows_no_reason()
    {
        _api.Faults.Always(ApiFault.Answer(System.Net.HttpStatusCode.Forbidden, "Forbidden"));
        await LookAsync();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(new MissingPods(TimeSpan.FromSeconds(5), null), await LookAsync());
    }

    [Fact]
    public async Task Pods_that_say_themselves_why_they_do_not_run_are_no_mystery()
    {
        var two = _child with { Spec = _child.Spec! with { Parallelism = 2 } };
        var failing = Pod("Pending") with { Status = Situation.Waiting("ErrImagePull", "x").Status };
        await _watch.LookAsync("uid", two, [failing], TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(MissingPods.None, await _watch.LookAsync("uid", two, [failing], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_Kueue_holds_is_not_missing()
    {
        var held = _child with { Spec = _child.Spec! with { Suspend = true } };
        await _watch.LookAsync("uid", held, [], TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(MissingPods.None, await _watch.LookAsync("uid", held, [], TestContext.Current.CancellationToken));
        Assert.Equal(0, Questions);
    }

    private ValueTask<MissingPods> LookAsync(params Pod[] pods) => _watch.LookAsync("uid", _child, [.. pods], TestContext.Current.CancellationToken);

    private Pod Pod(string phase) => new()
    {
        Metadata = new()
        {
            Name = "pi-1-a",
            OwnerReferences = [new OwnerReference { ApiVersion = "batch/v1", Kind = "Job", Name = "pi-1", Uid = _child.Metadata.Uid!, Controller = true }],
        },
        Status = new PodStatus { Phase = phase },
    };

    private Task<CoreEvent> SayAsync(string uid, string reason, string message, int minutesAgo) => _client.CreateAsync(new CoreEvent
    {
        Metadata = new() { Namespace = "default", Name = $"e{Guid.NewGuid():N}" },
        InvolvedObject = new() { Uid = uid },
        Type = "Warning",
        Reason = reason,
        Message = message,
        LastTimestamp = _time.GetUtcNow() - TimeSpan.FromMinutes(minutesAgo),
    });
}
