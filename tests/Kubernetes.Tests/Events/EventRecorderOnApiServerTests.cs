using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Tests.Controllers;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Kubernetes.Tests.Events;

/// <summary>Whether a real API server takes the events, which it checks more than other objects, and shows them as people look at them.</summary>
[Trait("Requires", "ApiServer")]
public sealed class EventRecorderOnApiServerTests : IAsyncLifetime
{
    private readonly KeptLog<EventRecorder> _log = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private KubernetesApiServer _server = null!;
    private KubernetesClient _client = null!;
    private string _namespace = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ObjectReference Pod => new() { ApiVersion = "v1", Kind = "Pod", Namespace = _namespace, Name = "worker-1", Uid = "uid-1" };

    public async ValueTask InitializeAsync()
    {
        _server = await SharedApiServer.GetAsync();
        _namespace = await _server.CreateNamespaceAsync(Token);
        _client = _server.Client();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Equal_events_are_one_with_the_right_count_and_others_stand_beside_it()
    {
        var begin = (await ListAsync()).Metadata.ResourceVersion!;
        var recorder = Recorder(_client);
        var run = recorder.RunAsync(_stop.Token);
        recorder.Record(Pod, EventSeverity.Warning, "BackOff", "Restart", "the worker ended with 2");
        await UntilAddedAsync(begin);
        for (var again = 0; again < 4; again++)
        {
            recorder.Record(Pod, EventSeverity.Warning, "BackOff", "Restart", "the worker ended with 2");
        }

        recorder.Record(Pod, EventSeverity.Normal, "Started", "Start", "");
        await StopAsync(run);

        Assert.Empty(_log.Entries);
        var events = (await ListAsync()).Items;
        Assert.Equal(2, events.Count);
        var series = Assert.Single(events, each => each.Reason == "BackOff");
        Assert.Equal(("Warning", "Restart", "the worker ended with 2"), (series.Type, series.Action, series.Note));
        Assert.Equal(("example.org/tests", "pod-1"), (series.ReportingController, series.ReportingInstance));
        Assert.Equal(Pod, series.Regarding);
        Assert.Equal(5, series.Series?.Count);
        Assert.True(series.Series!.LastObservedTime >= series.EventTime);
        Assert.Null(Assert.Single(events, each => each.Reason == "Started").Series);
    }

    [Fact]
    public async Task Kubectl_shows_them()
    {
        var recorder = Recorder(_client);
        recorder.Record(Pod, EventSeverity.Normal, "Started", "Start", "on all cores");
        recorder.Record(Pod, EventSeverity.Normal, "Started", "Start", "on all cores");
        await StopAsync(recorder.RunAsync(_stop.Token));

        await using var kubectl = _server.Kubectl(["get", "events", "-n", _namespace, "--no-headers"]);
        Assert.Equal(0, await kubectl.WaitForExitAsync());

        var line = Assert.Single(kubectl.Output);
        Assert.Contains("Started", line, StringComparison.Ordinal);
        Assert.Contains("pod/worker-1", line, StringComparison.Ordinal);
        Assert.Contains("on all cores", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_event_that_comes_again_is_made_anew_with_its_count()
    {
        var time = new ManualTime();
        var begin = (await ListAsync()).Metadata.ResourceVersion!;
        var recorder = Recorder(_client, time);
        var run = recorder.RunAsync(_stop.Token);
        recorder.Record(Pod, EventSeverity.Normal, "Started", "Start", "");
        var name = await UntilAddedAsync(begin);
        Assert.True(await _client.DeleteAsync<Event>(_namespace, name, cancellationToken: Token));
        recorder.Record(Pod, EventSeverity.Normal, "Started", "Start", "");
        await StopAsync(run);

        Assert.Empty(_log.Entries);
        Assert.Equal(2, Assert.Single((await ListAsync()).Items).Series?.Count);
    }

    [Fact]
    public async Task Odd_names_and_long_notes_are_taken()
    {
        var recorder = Recorder(_client);
        recorder.Record(Pod with { Name = "system:Odd..Name-" }, EventSeverity.Normal, "Seen", "See", new string('ä', 2000));
        recorder.Record(Pod with { Name = new string('a', 253) }, EventSeverity.Normal, "Seen", "See", new string('a', 1025));
        await StopAsync(recorder.RunAsync(_stop.Token));

        Assert.Empty(_log.Entries);
        Assert.Equal(2, (await ListAsync()).Items.Count);
    }

    [Fact]
    public async Task Who_may_not_write_events_is_told_so_in_the_log_and_nothing_else_happens()
    {
        using var alice = _server.Client(_server.Alice);
        var recorder = Recorder(alice);
        recorder.Record(Pod, EventSeverity.Normal, "Started", "Start", "");
        await StopAsync(recorder.RunAsync(_stop.Token));

        var message = Assert.Single(_log.Entries).Message;
        Assert.Contains("alice", message, StringComparison.Ordinal);
        Assert.Contains("cannot create resource \"events\"", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_for_a_namespace_that_goes_or_is_gone_is_logged_and_lost(bool terminating)
    {
        if (terminating)
        {
            await _client.DeleteAsync<Namespace>(@namespace: null, _namespace, cancellationToken: Token);
        }

        var recorder = Recorder(_client);
        recorder.Record(Pod with { Namespace = terminating ? _namespace : "nowhere" }, EventSeverity.Normal, "Started", "Start", "");
        recorder.Record(Pod with { Namespace = "default", Name = _namespace }, EventSeverity.Normal, "Started", "Start", "");
        await StopAsync(recorder.RunAsync(_stop.Token));

        Assert.Contains(terminating ? "being terminated" : "not found", Assert.Single(_log.Entries).Message, StringComparison.Ordinal);
        var others = await _client.ListAsync<Event>(new Selection { Namespace = "default" }, Token);
        Assert.Single(others.Items, each => each.Regarding?.Name == _namespace);
    }

    private EventRecorder Recorder(KubernetesClient client, TimeProvider? time = null) =>
        new(client, "example.org/tests", "pod-1", time ?? TimeProvider.System, _log);

    private Task<ResourceList<Event>> ListAsync() => _client.ListAsync<Event>(new Selection { Namespace = _namespace }, Token);

    /// <summary>Returns the name of the first event that comes.</summary>
    private async Task<string> UntilAddedAsync(string since)
    {
        await foreach (var seen in _client.WatchAsync<Event>(new Selection { Namespace = _namespace }, since, TimeSpan.FromMinutes(1), Token))
        {
            if (seen.Type == WatchEventType.Added)
            {
                return seen.Object.Metadata.Name!;
            }
        }

        throw new TimeoutException("no event came in a minute");
    }

    private async Task StopAsync(Task run)
    {
        await _stop.CancelAsync();
        await run;
    }
}
