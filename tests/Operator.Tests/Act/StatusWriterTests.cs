using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Operator.Reconcile.Act;
using ParallelJobs.Operator.Tests.Plan;
using ParallelJobs.Resources;
using ParallelJobs.TestKit;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Operator.Tests.Act;

public sealed class StatusWriterTests : IDisposable
{
    private static readonly ParallelJobStatus Running = Situation.StatusWith(ConditionTypes.Progressing, ConditionStatus.True, "Computing");

    private readonly FakeApiServer _api = new();
    private readonly ManualTime _time = new();
    private readonly KubernetesClient _client;
    private readonly StatusWriter _statuses;

    public StatusWriterTests()
    {
        _client = new KubernetesClient(FakeApiServer.Url, _api);
        _statuses = new StatusWriter(_client, new Situation().Options, _time);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task What_is_there_already_is_not_written()
    {
        var job = await WriteAsync(await CreateAsync("a"), Running);
        _api.Requests.Clear();

        await WriteAsync(job, Running);

        Assert.Equal(0, _api.Requests.Count("update", "paralleljobs"));
    }

    [Fact]
    public async Task What_only_counts_further_waits_for_its_turn_and_what_matters_does_not()
    {
        var job = await WriteAsync(await CreateAsync("a"), Running);

        Assert.Equal(TimeSpan.FromSeconds(5), await WaitAsync(job, Counted(1)));
        Assert.Null(await WaitAsync(job, Counted(1) with { RetriedFailed = 1 }));
        _time.Advance(TimeSpan.FromSeconds(5));
        job = await _client.GetAsync<JobResource>("default", "a");
        Assert.Null(await WaitAsync(job, Counted(2) with { RetriedFailed = 1 }));
    }

    [Fact]
    public async Task The_pace_grows_with_the_jobs_that_run_and_not_with_those_that_have_ended()
    {
        var job = await WriteAsync(await CreateAsync("a"), Running);
        for (var number = 0; number < 200; number++)
        {
            var other = await WriteAsync(await CreateAsync($"b{number}"), Running);
            if (number >= 159)
            {
                await WriteAsync(other, Situation.StatusWith(ConditionTypes.Complete, ConditionStatus.True, "Computed"));
            }
        }

        Assert.Equal(TimeSpan.FromSeconds(160 / 20.0), await WaitAsync(job, Counted(1)));
    }

    private static ParallelJobStatus Counted(long completed) => Running with { Items = new ItemCounts { Total = 1000, Completed = completed } };

    private Task<JobResource> CreateAsync(string name) => _client.CreateAsync(new JobResource { Metadata = new() { Namespace = "default", Name = name } });

    private async Task<JobResource> WriteAsync(JobResource job, ParallelJobStatus status)
    {
        Assert.Null(await WaitAsync(job, status));
        return await _client.GetAsync<JobResource>("default", job.Metadata.Name!);
    }

    private Task<TimeSpan?> WaitAsync(JobResource job, ParallelJobStatus status)
    {
        var seen = new Situation().Observe() with { Resource = job, Status = StatusReading.Of(job) };
        return _statuses.WriteAsync(seen, status, TestContext.Current.CancellationToken);
    }
}
