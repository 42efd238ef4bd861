using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Tests.Controllers;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Events;

public sealed class EventRecorderTests : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private static readonly ObjectReference Sum = new()
    {
        ApiVersion = "example.org/v1",
        Kind = "Sum",
        Namespace = "here",
        Name = "sum",
        Uid = "uid-1",
        ResourceVersion = "17",
    };

    private readonly FakeApiServer _server = new();
    private readonly ManualTime _time = new();
    private readonly CountedTimers _timers;
    private readonly KeptLog<EventRecorder> _log = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly KubernetesClient _client;
    private readonly EventRecorder _recorder;
    private int _markers;

    public EventRecorderTests()
    {
        _timers = new(_time);
        _client = new KubernetesClient(FakeApiServer.Url, _server);
        _recorder = new EventRecorder(_client, "example.org/tests", "pod-1", _timers, _log);
    }

    [Fact]
    public async Task An_event_says_all_that_the_api_wants()
    {
        var run = _recorder.RunAsync(_stop.Token);
        _recorder.Record(Sum, EventSeverity.Warning, "Failed", "Compute", "it does not add up");
        await StopAsync(run);

        var made = Assert.Single(_server.Requests.All);
        Assert.Equal(("create", "apis/events.k8s.io/v1", "events", "here"), (made.Verb, made.Root, made.Resource, made.Namespace));
        var name = (string?)made.Body!["metadata"]!["name"];
        Assert.StartsWith("sum.", name, StringComparison.Ordinal);
        made.Body.Remove("metadata");
        Assert.Equal(
            """
            {"apiVersion":"events.k8s.io/v1","kind":"Event","eventTime":"2025-01-01T01:00:00.000000Z","reportingController":"example.org/tests",
            "reportingInstance":"pod-1","action":"Compute","reason":"Failed","regarding":{"apiVersion":"example.org/v1","kind":"Sum",
            "namespace":"here","name":"sum","uid":"uid-1"},"note":"it does not add up","type":"Warning"}
            """.ReplaceLineEndings(""),
            made.Body.ToJsonString());
    }

    [Fact]
    public async Task Events_about_objects_of_the_cluster_live_in_the_default_namespace()
    {
        var run = _recorder.RunAsync(_stop.Token);
        _recorder.Record(Sum with { Namespace = null, Name = "node" }, EventSeverity.Normal, "Seen", "See", "");
        await StopAsync(run);

        Assert.Equal("default", Assert.Single(_server.Requests.All).Namespace);
    }

    [Fact]
    public async Task Equal_ones_are_one_event_whose_count_is_written_every_ten_seconds()
    {
        var run = _recorder.RunAsync(_stop.Token);
        Record();
        await MarkAsync();
        _time.Advance(TimeSpan.FromSeconds(4));
        Record(Sum with { ResourceVersion = "18" });
        _time.Advance(TimeSpan.FromSeconds(5));
        Record();
        await MarkAsync();
        Assert.Equal("create", Verbs());

        _time.Advance(TimeSpan.FromSeconds(1));
        await MarkAsync();

        Assert.Equal("create patch", Verbs());
        Assert.Equal("""{"series":{"count":3,"lastObservedTime":"2025-01-01T01:00:09.000000Z"}}""", About("sum")[^1].Body!.ToJsonString());
        await StopAsync(run);
    }

    [Fact]
    public async Task Nobody_has_to_record_anything_for_a_count_to_be_written()
    {
        var run = _recorder.RunAsync(_stop.Token);
        Record();
        await MarkAsync();
        Record();
        await _timers.UntilMadeAsync(Pace, 1);

        _time.Advance(Pace);

        await _server.Requests.UntilAsync(1, request => request.Verb == "patch", cancellationToken: TestContext.Current.CancellationToken);
        await StopAsync(run);
    }

    [Fact]
    public async Task What_came_before_it_ran_is_written_with_its_count()
    {
        Record();
        Record();
        Record();
        await StopAsync(_recorder.RunAsync(_stop.Token));

        // The first was written when the others had not been looked at, and they were when all ended.
        Assert.Equal("create patch", Verbs());
        Assert.Equal(3, (int?)About("sum")[^1].Body!["series"]!["count"]);
    }

    [Fact]
    public async Task The_last_count_is_written_at_the_end()
    {
        var run = _recorder.RunAsync(_stop.Token);
        Record();
        await MarkAsync();
        Record();
        Record();
        await StopAsync(run);

        Assert.Equal(3, (int?)(await StoredAsync("sum"))["series"]!["count"]);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task An_event_that_the_server_forgot_is_made_anew_with_its_count()
    {
        var run = _recorder.RunAsync(_stop.Token);
        Record();
        await MarkAsync();
        var name = (string)About("sum")[0].Body!["metadata"]!["name"]!;
        await _client.DeleteAsync<Event>("here", name, cancellationToken: TestContext.Current.CancellationToken);
        Record();
        _time.Advance(Pace);
        await MarkAsync();

        Assert.Equal("create delete patch create", Verbs());
        Assert.Equal(2, (int?)(await StoredAsync("sum"))["series"]!["count"]);
        await StopAsync(run);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "Forbidden")]
    [InlineData(HttpStatusCode.NotFound, "NotFound")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "Invalid")]
    public async Task What_the_server_does_not_take_is_logged_and_lost_and_the_next_is_written(HttpStatusCode code, string reason)
    {
        _server.Faults.Next(ApiFault.Answer(code, reason, "because of the test"));
        var run = _recorder.RunAsync(_stop.Token);
        Record();
        await MarkAsync();

        var lost = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Warning, lost.Level);
        Assert.Contains("because of the test", lost.Message, StringComparison.Ordinal);
        Assert.Contains("here/sum", lost.Message, StringComparison.Ordinal);
        await StopAsync(run);
        Assert.Equal("create", Verbs());
    }

    [Fact]
    public async Task While_the_server_cannot_nothing_is_sent_until_a_while_later_and_nothing_is_lost()
    {
        _server.Faults.Next(ApiFault.Answer(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"), times: 2);
        var run = _recorder.RunAsync(_stop.Token);
        Record();
        Record(Sum with { Name = "other", Uid = "uid-2" });
        await _timers.UntilMadeAsync(Pace, 1);
        Assert.Equal("create", Verbs());

        _time.Advance(Pace);
        await _timers.UntilMadeAsync(Pace, 2);
        _time.Advance(Pace);
        await MarkAsync();

        Assert.Equal("create create create", Verbs());
        Assert.Equal("create", Verbs("other"));
        await StopAsync(run);
        Assert.All(_log.Entries, entry => Assert.Equal(LogLevel.Debug, entry.Level));
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(90, 90)]
    [InlineData(100_000_000, 300)]
    public async Task A_server_that_says_when_is_believed_within_reason(int after, int waits)
    {
        _server.Faults.Next(ApiFault.Answer(HttpStatusCode.TooManyRequests, "TooManyRequests", retryAfter: TimeSpan.FromSeconds(after)));
        var run = _recorder.RunAsync(_stop.Token);
        Record();

        await _timers.UntilMadeAsync(TimeSpan.FromSeconds(waits), 1);
        _time.Advance(TimeSpan.FromSeconds(waits));

        await MarkAsync();
        Assert.Equal("create create", Verbs());
        await StopAsync(run);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_not_made_twice()
    {
        _server.Faults.Next(ApiFault.LoseAnswer);
        var run = _recorder.RunAsync(_stop.Token);
        Record();
        await _timers.UntilMadeAsync(Pace, 1);

        _time.Advance(Pace);
        await MarkAsync();
        await StopAsync(run);

        Assert.Equal("create create", Verbs());
        Assert.Null((await StoredAsync("sum"))["series"]);
    }

    [Fact]
    public async Task What_came_since_a_write_whose_answer_was_lost_is_counted()
    {
        _server.Faults.Next(ApiFault.LoseAnswer);
        var run = _recorder.RunAsync(_stop.Token);
        Record();
        await _timers.UntilMadeAsync(Pace, 1);
        Record();
        await StopAsync(run);

        Assert.Equal("create create patch", Verbs());
        Assert.Equal(2, (int?)(await StoredAsync("sum"))["series"]!["count"]);
    }

    [Fact]
    public async Task When_more_is_recorded_than_can_be_written_the_newest_are_lost_and_counted()
    {
        for (var index = 0; index < EventRecorder.BufferSize + 7; index++)
        {
            Record(Sum with { Name = $"n{index}", Uid = $"uid-{index}" });
        }

        await StopAsync(_recorder.RunAsync(_stop.Token));

        Assert.Equal(EventRecorder.BufferSize, _server.Requests.Count("create", "events"));
        Assert.StartsWith("7 events lost", Assert.Single(_log.Entries).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_floods_is_cut_off()
    {
        for (var index = 0; index < 100; index++)
        {
            _recorder.Record(Sum, EventSeverity.Normal, "Seen", "See", $"for the {index}th time");
        }

        await StopAsync(_recorder.RunAsync(_stop.Token));

        Assert.Equal(25, About("sum").Count);
        Assert.Equal(75, _log.Entries.Count(entry => entry.Level == LogLevel.Debug));
    }

    [Fact]
    public async Task At_the_end_it_waits_five_seconds_for_a_server_that_does_not_answer()
    {
        _server.Faults.Always(ApiFault.Hang);
        var run = _recorder.RunAsync(_stop.Token);
        Record();
        await _server.Requests.UntilAsync(1, cancellationToken: TestContext.Current.CancellationToken);
        Record(Sum with { Name = "other", Uid = "uid-2" });

        await _stop.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(run.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await run;

        Assert.Equal(1, _server.Requests.Count());
        Assert.StartsWith("2 events lost", Assert.Single(_log.Entries).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_end_what_fails_is_not_tried_again()
    {
        _server.Faults.Always(ApiFault.Answer(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"));
        Record();
        await StopAsync(_recorder.RunAsync(new CancellationToken(canceled: true)));

        Assert.Equal(1, _server.Requests.Count());
        Assert.StartsWith("1 events lost", _log.Entries[^1].Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _client.Dispose();
        _stop.Dispose();
    }

    private void Record(ObjectReference? regarding = null) =>
        _recorder.Record(regarding ?? Sum, EventSeverity.Normal, "Seen", "See", "it is there");

    /// <summary>Returns when all that was recorded before has been looked at, and written where that was due: this is written after it.</summary>
    private async Task MarkAsync()
    {
        var name = $"marker-{_markers++}";
        _recorder.Record(new ObjectReference { Namespace = "markers", Name = name, Uid = name }, EventSeverity.Normal, "Mark", "Mark", "");
        await _server.Requests.UntilAsync(
            1, request => NameOf(request).StartsWith(name, StringComparison.Ordinal), cancellationToken: TestContext.Current.CancellationToken);
    }

    private async Task StopAsync(Task run)
    {
        await _stop.CancelAsync();
        await run;
    }

    private IReadOnlyList<ApiRequest> About(string name) =>
        [.. _server.Requests.All.Where(request => NameOf(request).StartsWith($"{name}.", StringComparison.Ordinal))];

    private string Verbs(string name = "sum") => string.Join(' ', About(name).Select(request => request.Verb));

    private static string NameOf(ApiRequest request) => request.Name ?? (string?)request.Body?["metadata"]?["name"] ?? "";

    private async Task<JsonNode> StoredAsync(string name)
    {
        await using var list = await _client.OpenAsync("apis/events.k8s.io/v1/namespaces/here/events", TestContext.Current.CancellationToken);
        var events = await JsonNode.ParseAsync(list, cancellationToken: TestContext.Current.CancellationToken);
        return Assert.Single(
            events!["items"]!.AsArray(), item => ((string?)item!["metadata"]!["name"])!.StartsWith($"{name}.", StringComparison.Ordinal))!;
    }
}
