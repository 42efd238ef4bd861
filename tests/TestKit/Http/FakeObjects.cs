using System.Net;
using System.Text.Json.Nodes;

namespace ParallelJobs.TestKit.Http;

/// <summary>The objects of the fake server, and all their changes. For one thread at a time.</summary>
internal sealed class FakeObjects(TimeProvider time)
{
    private readonly SortedDictionary<string, (ApiRequest Of, JsonObject Object)> _objects = new(StringComparer.Ordinal);
    private readonly List<FakeChange> _changes = [];

    public event Action<FakeChange>? Changed;

    /// <summary>Grows with every change; the resourceVersion of what was changed last.</summary>
    public long Revision { get; private set; } = 1;

    public JsonObject Get(ApiRequest request) => Find(request)
        ?? throw new FakeRefusal(HttpStatusCode.NotFound, "NotFound", $"{request.Resource} \"{request.Name}\" not found");

    public IEnumerable<JsonObject> Select(FakeSelector selector) =>
        _objects.Values.Where(entry => selector.Selects(entry.Of, entry.Object)).Select(entry => entry.Object);

    public IEnumerable<FakeChange> Since(long revision) => _changes.Where(change => change.Revision > revision);

    public JsonObject Create(ApiRequest request)
    {
        var made = (JsonObject)request.Body!.DeepClone();
        var metadata = Metadata(made);
        var name = (string?)metadata["name"] ?? $"{(string?)metadata["generateName"]}{Revision:x5}";
        var named = request with { Name = name, Subresource = null };
        if (Find(named) is not null)
        {
            throw new FakeRefusal(HttpStatusCode.Conflict, "AlreadyExists", $"{request.Resource} \"{name}\" already exists");
        }

        metadata["name"] = name;
        metadata.Remove("namespace");
        if (request.Namespace is { } @namespace)
        {
            metadata["namespace"] = @namespace;
        }

        metadata["uid"] = $"00000000-0000-4000-8000-{Revision + 1:x12}";
        metadata["creationTimestamp"] = Now;
        metadata["generation"] = 1;
        made.Remove("status");
        return Keep(named, null, made);
    }

    /// <summary>The status alone where that is the subresource, else all but the status. Nothing happens where nothing differs.</summary>
    public JsonObject Replace(ApiRequest request, JsonObject wanted)
    {
        var before = Get(request);
        Expect(request, before, Metadata(wanted));
        var (whole, part) = request.Subresource is "status" ? (before, wanted) : (wanted, before);
        var after = (JsonObject)whole.DeepClone();
        after.Remove("status");
        if (part["status"] is { } status)
        {
            after["status"] = status.DeepClone();
        }

        foreach (var kept in (string[])["namespace", "uid", "creationTimestamp", "deletionTimestamp", "generation", "resourceVersion"])
        {
            Metadata(after).Remove(kept);
            if (before["metadata"]![kept] is { } value)
            {
                after["metadata"]![kept] = value.DeepClone();
            }
        }

        if (JsonNode.DeepEquals(before, after))
        {
            return before;
        }

        after["metadata"]!["generation"] = (int)before["metadata"]!["generation"]! + (JsonNode.DeepEquals(before["spec"], after["spec"]) ? 0 : 1);
        return after["metadata"]!["deletionTimestamp"] is not null && !HasFinalizers(after) ? Keep(request, before, null) : Keep(request, before, after);
    }

    /// <summary>Merges. Server-side apply is a merge too, which makes what is missing; who manages which field is not kept account of.</summary>
    public JsonObject Patch(ApiRequest request)
    {
        var applies = request.ContentType is "application/apply-patch+yaml";
        if (!applies && request.ContentType is not "application/merge-patch+json")
        {
            throw new NotSupportedException($"the fake server does not know the patch {request.ContentType}");
        }

        return applies && Find(request) is null
            ? Create(request)
            : Replace(request, (JsonObject)Merged(Get(request), request.Body!)!);
    }

    /// <summary>What has finalizers is marked only. Nobody here collects what a deleted object owned.</summary>
    public JsonObject Delete(ApiRequest request)
    {
        var before = Get(request);
        Expect(request, before, request.Body?["preconditions"] as JsonObject ?? []);
        if (!HasFinalizers(before))
        {
            return Keep(request, before, null);
        }

        var marked = (JsonObject)before.DeepClone();
        marked["metadata"]!["deletionTimestamp"] ??= Now;
        return JsonNode.DeepEquals(before, marked) ? before : Keep(request, before, marked);
    }

    private string Now => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static bool HasFinalizers(JsonObject @object) => @object["metadata"]!["finalizers"] is JsonArray { Count: > 0 };

    private static string KeyOf(ApiRequest request) => $"{request.Root} {request.Resource} {request.Namespace}/{request.Name}";

    private static JsonObject Metadata(JsonObject @object) =>
        @object["metadata"] as JsonObject ?? (JsonObject)(@object["metadata"] = new JsonObject());

    private static void Expect(ApiRequest request, JsonObject @object, JsonObject expected)
    {
        foreach (var field in (string[])["uid", "resourceVersion"])
        {
            if ((string?)expected[field] is { Length: > 0 } value && value != (string?)@object["metadata"]![field])
            {
                throw new FakeRefusal(HttpStatusCode.Conflict, "Conflict", $"{request.Resource} \"{request.Name}\": its {field} is not {value}");
            }
        }
    }

    private static JsonNode? Merged(JsonNode? into, JsonNode? change)
    {
        if (change is not JsonObject fields)
        {
            return change?.DeepClone();
        }

        var merged = into is JsonObject old ? (JsonObject)old.DeepClone() : [];
        foreach (var (name, value) in fields)
        {
            merged.Remove(name);
            if (value is not null)
            {
                merged[name] = Merged((into as JsonObject)?[name], value);
            }
        }

        return merged;
    }

    private JsonObject? Find(ApiRequest request) => _objects.TryGetValue(KeyOf(request), out var entry) ? entry.Object : null;

    private JsonObject Keep(ApiRequest request, JsonObject? before, JsonObject? after)
    {
        if (request.Query.GetValueOrDefault("dryRun") is "All")
        {
            return (after ?? before)!;
        }

        Revision++;
        if (after is null)
        {
            _objects.Remove(KeyOf(request));
        }
        else
        {
            after["metadata"]!["resourceVersion"] = $"{Revision}";
            _objects[KeyOf(request)] = (request, after);
        }

        var change = new FakeChange(Revision, request, before, after);
        _changes.Add(change);
        Changed?.Invoke(change);
        return (after ?? before)!;
    }
}
