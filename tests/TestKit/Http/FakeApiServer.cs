using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ParallelJobs.TestKit.Http;

/// <summary>
/// An API server in memory, for tests of what stands on a client: objects of any type, lists in pages of one moment, watches, conflicts,
/// finalizers, merge patches. It checks no object, has no users, and nothing else acts in it. Of selectors it knows the simple ones, and throws at
/// others. Faults of whole requests are scripted; what happens to open watches is told by methods. Safe for use by several threads; any number of
/// clients may share it, and disposing of it does nothing.
/// </summary>
public sealed class FakeApiServer : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly FakeObjects _objects;
    private readonly List<FakeWatch> _watches = [];
    private readonly Dictionary<string, (long Revision, JsonObject[] Left)> _continues = new(StringComparer.Ordinal);
    private long _forgotten;

    /// <param name="time">Of the objects' timestamps and of the ends of watches; null for the system's.</param>
    public FakeApiServer(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _objects = new FakeObjects(_time);
        _objects.Changed += change => _watches.ForEach(watch => watch.Offer(change));
    }

    /// <summary>What the client is told: nobody listens there.</summary>
    public static Uri Url { get; } = new("http://api.test/");

    public ApiRequestLog Requests { get; } = new();

    /// <summary>Faults that break into the body of an answer are not for this server.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>How it says that a watch asks for what is forgotten: by an ERROR event, as real servers mostly do, or by an answer of 410.</summary>
    public bool ExpiresInStream { get; set; } = true;

    /// <summary>That clients have open, and have not let go of.</summary>
    public int OpenWatches
    {
        get { lock (_lock) { return _watches.Count; } }
    }

    /// <summary>Forgets all changes so far: older watches and lists under way are answered with 410. Open watches stay.</summary>
    public void Compact()
    {
        lock (_lock)
        {
            _forgotten = _objects.Revision;
            _continues.Clear();
        }
    }

    /// <summary>Tells all watches how far they have come.</summary>
    public void SendBookmarks() => EachWatch(null, watch => watch.Send(
        $$"""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"{{_objects.Revision}}","creationTimestamp":null} } }""" + "\n"));

    /// <summary>Sends this as it is: a line with its end, a part of one, or what is no event at all.</summary>
    public void SendToWatches(string text, Func<ApiRequest, bool>? which = null) => EachWatch(which, watch => watch.Send(text));

    /// <summary>The server ends them in order.</summary>
    public void EndWatches(Func<ApiRequest, bool>? which = null) => EachWatch(which, watch => Close(watch, broken: false));

    /// <summary>Their connections break.</summary>
    public void BreakWatches(Func<ApiRequest, bool>? which = null) => EachWatch(which, watch => Close(watch, broken: true));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? JsonNode.Parse(await content.ReadAsStringAsync(cancellationToken)) as JsonObject : null;
        var asked = ApiRequest.Of(request.Method, request.RequestUri!) with { Body = body, ContentType = request.Content?.Headers.ContentType?.MediaType };
        Requests.Add(asked);
        var fault = Faults.Take(asked);
        if (fault is { Hangs: true })
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        await (fault?.Held ?? Task.CompletedTask).WaitAsync(cancellationToken);
        var response = fault is null or { Forwards: true } ? Answer(asked) : Message(fault);
        response.RequestMessage = request;
        return fault is { Breaks: true } ? throw new HttpRequestException("the connection broke, as the test says") : response;
    }

    private static HttpResponseMessage Json(JsonNode body, HttpStatusCode code = HttpStatusCode.OK) =>
        new(code) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Message(ApiFault fault)
    {
        if (fault.Status is not { } code)
        {
            return new HttpResponseMessage();
        }

        var response = new HttpResponseMessage(code) { Content = new StringContent(fault.Body, Encoding.UTF8, fault.ContentType) };
        response.Headers.RetryAfter = fault.RetryAfter is { } after ? new RetryConditionHeaderValue(after) : null;
        return response;
    }

    private static FakeRefusal Expired() => new(HttpStatusCode.Gone, "Expired", "too old resource version");

    private HttpResponseMessage Answer(ApiRequest request)
    {
        try
        {
            lock (_lock)
            {
                return request.Verb switch
                {
                    "get" => Json(_objects.Get(request)),
                    "list" => Json(List(request)),
                    "watch" => new HttpResponseMessage { Content = Watch(request) },
                    "create" => Json(_objects.Create(request), HttpStatusCode.Created),
                    "update" => Json(_objects.Replace(request, request.Body!)),
                    "patch" => Json(_objects.Patch(request)),
                    "delete" => Json(_objects.Delete(request)),
                    _ => throw new NotSupportedException($"the fake server cannot {request.Verb} {request.Resource}"),
                };
            }
        }
        catch (FakeRefusal refusal)
        {
            return Message(refusal.Answer);
        }
    }

    private JsonObject List(ApiRequest request)
    {
        var token = request.Query.GetValueOrDefault("continue");
        var (revision, all) = token is null ? (_objects.Revision, [.. _objects.Select(new FakeSelector(request))])
            : _continues.TryGetValue(token, out var found) ? found
            : throw Expired();
        var limit = request.Query.TryGetValue("limit", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : int.MaxValue;
        var metadata = new JsonObject { ["resourceVersion"] = $"{revision}" };
        if (all.Length > limit)
        {
            metadata["continue"] = $"{revision}-{_continues.Count}";
            metadata["remainingItemCount"] = all.Length - limit;
            _continues.Add((string)metadata["continue"]!, (revision, all[limit..]));
        }

        return new JsonObject { ["metadata"] = metadata, ["items"] = new JsonArray([.. all.Take(limit).Select(each => each.DeepClone())]) };
    }

    private FakeWatch Watch(ApiRequest request)
    {
        var from = long.Parse(request.Query.GetValueOrDefault("resourceVersion") ?? "0", CultureInfo.InvariantCulture);
        var expired = from < _forgotten;
        if (expired && !ExpiresInStream)
        {
            throw Expired();
        }

        var watch = new FakeWatch(request, FakeWatch.NewPipe(), End);
        _watches.Add(watch);
        if (expired)
        {
            watch.Send(ApiFault.ExpiredEvent + "\n");
            Close(watch, broken: false);
            return watch;
        }

        foreach (var change in _objects.Since(from))
        {
            watch.Offer(change);
        }

        if (request.Query.TryGetValue("timeoutSeconds", out var seconds))
        {
            var within = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
            watch.Timer = _time.CreateTimer(_ => End(watch), state: null, within, Timeout.InfiniteTimeSpan);
        }

        return watch;
    }

    private void EachWatch(Func<ApiRequest, bool>? which, Action<FakeWatch> act)
    {
        lock (_lock)
        {
            foreach (var watch in _watches.Where(watch => which?.Invoke(watch.Request) ?? true).ToArray())
            {
                act(watch);
            }
        }
    }

    private void End(FakeWatch watch)
    {
        lock (_lock)
        {
            Close(watch, broken: false);
        }
    }

    private void Close(FakeWatch watch, bool broken)
    {
        if (_watches.Remove(watch))
        {
            watch.End(broken);
        }
    }
}
