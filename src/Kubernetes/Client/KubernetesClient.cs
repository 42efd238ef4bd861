using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ParallelJobs.Kubernetes.Configuration;
using ParallelJobs.Kubernetes.Election;

namespace ParallelJobs.Kubernetes;

/// <summary>
/// Reads and writes objects of the API. It does not retry: that is the caller's, who knows what the write was for. Safe for use by several
/// threads. All methods throw <see cref="KubernetesException"/> for what the server refuses and for when it does not answer, and
/// <see cref="OperationCanceledException"/> when cancelled, only.
/// </summary>
public sealed class KubernetesClient : IDisposable
{
    private readonly KubernetesClientOptions _options;
    private readonly Transport _transport;
    private readonly Leadership? _leadership;

    public KubernetesClient(ClusterConfig config, KubernetesClientOptions? options = null, TimeProvider? time = null)
        : this(config.Server, config.CreateHandler(time ?? TimeProvider.System), options, time)
    {
    }

    /// <param name="server">The root of the API.</param>
    /// <param name="handler">What carries the requests; it is disposed of with the client.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="time">Null for the system's.</param>
    public KubernetesClient(Uri server, HttpMessageHandler handler, KubernetesClientOptions? options = null, TimeProvider? time = null)
        : this(new Transport(server, handler, options ?? new(), time ?? TimeProvider.System), options ?? new(), leadership: null)
    {
    }

    private KubernetesClient(Transport transport, KubernetesClientOptions options, Leadership? leadership) =>
        (_transport, _options, _leadership) = (transport, options, leadership);

    /// <summary>
    /// The same client, whose writes throw <see cref="OperationCanceledException"/> and are not sent once this leadership is lost. That is looked at
    /// when a write begins; give it <see cref="Leadership.Token"/> too, so that one that waits for its connection ends with the leadership. Disposing of
    /// either disposes of both.
    /// </summary>
    public KubernetesClient While(Leadership leadership) => new(_transport, _options, leadership);

    /// <summary>The object of that name.</summary>
    public async Task<T> GetAsync<T>(string? @namespace, string name, CancellationToken cancellationToken = default)
        where T : class, IResource<T>
    {
        var path = T.Type.Path(@namespace, name);
        var answer = await SendAsync(HttpMethod.Get, path, T.Type.Json, content: null, cancellationToken);
        return answer.Metadata.Name is { Length: > 0 }
            ? answer
            // Something else than the API server answered, and what is not in it would be taken for unset.
            : throw new KubernetesException($"GET {path}: the answer is no {T.Type.Kind}", statusCode: null, reason: null);
    }

    /// <summary>The object of that name, null when there is none.</summary>
    public async Task<T?> FindAsync<T>(string? @namespace, string name, CancellationToken cancellationToken = default)
        where T : class, IResource<T>
    {
        try
        {
            return await GetAsync<T>(@namespace, name, cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// A list, page by page, all of one moment. When listing takes so long that the server forgets that moment, a page throws
    /// <see cref="KubernetesException.IsGone"/>: begin again, with an empty result.
    /// </summary>
    public IAsyncEnumerable<ResourceList<T>> ListPagesAsync<T>(Selection selection, CancellationToken cancellationToken = default)
        where T : class, IResource<T> =>
        ListPagesAsync<T>(selection, _options.PageSize, cancellationToken);

    /// <summary>The same, in pages of another size; 0 for all in one page.</summary>
    public async IAsyncEnumerable<ResourceList<T>> ListPagesAsync<T>(
        Selection selection,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IResource<T>
    {
        string? next = null;
        do
        {
            var path = Query.To(T.Type.Path(selection.Namespace), selection)
                .Add("limit", pageSize is 0 ? null : $"{pageSize}")
                .Add("continue", next)
                .ToString();
            var page = await SendAsync(HttpMethod.Get, path, T.Type.ListJson, content: null, cancellationToken);
            if (string.IsNullOrEmpty(page.Metadata.ResourceVersion))
            {
                // Something else than the API server answered, and whoever took it for an empty list would delete what he has.
                throw new KubernetesException($"GET {path}: the answer is no list", statusCode: null, reason: null);
            }

            yield return page;
            next = page.Metadata.Continue;
        }
        while (!string.IsNullOrEmpty(next));
    }

    /// <summary>All pages of a list as one, with the resourceVersion from which a watch misses nothing.</summary>
    public Task<ResourceList<T>> ListAsync<T>(Selection selection, CancellationToken cancellationToken = default)
        where T : class, IResource<T> =>
        ListAsync<T>(selection, _options.PageSize, cancellationToken);

    /// <summary>The same, in pages of another size; 0 for all in one page.</summary>
    public async Task<ResourceList<T>> ListAsync<T>(Selection selection, int pageSize, CancellationToken cancellationToken = default)
        where T : class, IResource<T>
    {
        List<T> items = [];
        ListMeta metadata = new();
        await foreach (var page in ListPagesAsync<T>(selection, pageSize, cancellationToken))
        {
            items.AddRange(page.Items);
            metadata = page.Metadata;
        }

        return new ResourceList<T> { Metadata = metadata, Items = items };
    }

    /// <summary>
    /// The changes since a list, or since an event. Ends normally when the server ends it, after <paramref name="timeout"/> at the latest.
    /// </summary>
    /// <param name="selection">As it was for the list.</param>
    /// <param name="resourceVersion">Of the list or the last event; where it is too old this throws <see cref="KubernetesException.IsGone"/>.</param>
    /// <param name="timeout">After which the server is to end it.</param>
    /// <param name="cancellationToken">Ends it from this side.</param>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        Selection selection,
        string resourceVersion,
        TimeSpan timeout,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IResource<T>
    {
        var path = Query.To(T.Type.Path(selection.Namespace), selection)
            .Add("watch", "true")
            .Add("allowWatchBookmarks", "true")
            .Add("resourceVersion", resourceVersion)
            .Add("timeoutSeconds", $"{Math.Ceiling(timeout.TotalSeconds):0}")
            .ToString();
        using var response = await _transport.OpenAsync(path, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = WatchReader.ReadAsync<T>(path, stream, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await Failure.OfReadingAsync(path, () => events.MoveNextAsync(), cancellationToken))
        {
            yield return events.Current;
        }
    }

    /// <summary>Makes an object, in the namespace of its metadata; the answer is the object as the server keeps it.</summary>
    public Task<T> CreateAsync<T>(T resource, WriteOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IResource<T> =>
        WriteAsync<T>(HttpMethod.Post, T.Type.Path(resource.Metadata.Namespace), Json(resource), options, cancellationToken);

    /// <summary>
    /// Replaces the whole object: what <typeparamref name="T"/> does not model is lost. With the resourceVersion that was read a change by somebody
    /// else meanwhile is <see cref="KubernetesException.IsConflict"/>; without one this overwrites it.
    /// </summary>
    public Task<T> ReplaceAsync<T>(T resource, WriteOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IResource<T> =>
        WriteAsync<T>(HttpMethod.Put, PathOf(resource, subresource: null), Json(resource), options, cancellationToken);

    /// <summary>Replaces the status alone, under the same rule; the rest of the object is ignored.</summary>
    public Task<T> ReplaceStatusAsync<T>(T resource, WriteOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IResource<T> =>
        WriteAsync<T>(HttpMethod.Put, PathOf(resource, "status"), Json(resource), options, cancellationToken);

    /// <summary>
    /// Server-side apply: makes the object or merges these fields into it, and keeps account of who manages which. A field that another manages with
    /// another value is <see cref="KubernetesException.IsConflict"/>, or is taken over with <see cref="WriteOptions.Force"/>.
    /// </summary>
    public Task<T> ApplyAsync<T>(T resource, WriteOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IResource<T> =>
        SendApplyAsync(resource, subresource: null, options, cancellationToken);

    /// <summary>Applies the status alone, under the same rules.</summary>
    public Task<T> ApplyStatusAsync<T>(T resource, WriteOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IResource<T> =>
        SendApplyAsync(resource, "status", options, cancellationToken);

    /// <summary>Changes some fields of an object, or of its "status" or "scale".</summary>
    public Task<T> PatchAsync<T>(
        string? @namespace,
        string name,
        Patch patch,
        string? subresource = null,
        WriteOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : class, IResource<T> =>
        WriteAsync<T>(HttpMethod.Patch, T.Type.Path(@namespace, name, subresource), Content(patch.Body, patch.MediaType), options, cancellationToken);

    /// <summary>Deletes an object, or begins to; false when there is none.</summary>
    public async Task<bool> DeleteAsync<T>(string? @namespace, string name, DeleteOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IResource<T>
    {
        _leadership?.ThrowIfLost();
        var body = JsonSerializer.SerializeToUtf8Bytes(options ?? new(), Objects.KubernetesJson.Default.DeleteOptions);
        try
        {
            return await _transport.SendAsync(
                HttpMethod.Delete,
                T.Type.Path(@namespace, name),
                Content(body, "application/json"),
                (_, _) => Task.FromResult(true),
                cancellationToken);
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            return false;
        }
    }

    /// <summary>The body of a GET as it comes, of any path below the root: "version", "api/v1/namespaces/a/pods/b/log?follow=true".</summary>
    /// <exception cref="ArgumentException">The path leads elsewhere.</exception>
    /// <exception cref="IOException">While the stream is read: the connection broke.</exception>
    public async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        var response = await _transport.OpenAsync(path, cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    public void Dispose() => _transport.Dispose();

    private static string PathOf<T>(T resource, string? subresource)
        where T : class, IResource<T> =>
        T.Type.Path(
            resource.Metadata.Namespace,
            resource.Metadata.Name ?? throw new ArgumentException($"the {T.Type.Kind} has no name", nameof(resource)),
            subresource);

    private static ByteArrayContent Json<T>(T resource, string mediaType = "application/json")
        where T : class, IResource<T> =>
        Content(JsonSerializer.SerializeToUtf8Bytes(resource, T.Type.Json), mediaType);

    private static ByteArrayContent Content(ReadOnlyMemory<byte> body, string mediaType) =>
        new(body.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };

    // JSON is YAML; this media type is the one that all servers know.
    private Task<T> SendApplyAsync<T>(T resource, string? subresource, WriteOptions? options, CancellationToken cancellationToken)
        where T : class, IResource<T> =>
        WriteAsync<T>(HttpMethod.Patch, PathOf(resource, subresource), Json(resource, "application/apply-patch+yaml"), options, cancellationToken);

    private Task<T> WriteAsync<T>(HttpMethod method, string path, HttpContent content, WriteOptions? options, CancellationToken cancellationToken)
        where T : class, IResource<T>
    {
        _leadership?.ThrowIfLost();
        var query = new Query(path)
            .Add("fieldManager", options?.FieldManager ?? _options.FieldManager)
            .Add("dryRun", options is { DryRun: true } ? "All" : null)
            .Add("force", options is { Force: true } ? "true" : null);
        return SendAsync(method, query.ToString(), T.Type.Json, content, cancellationToken);
    }

    private Task<T> SendAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> json, HttpContent? content, CancellationToken cancellationToken)
        where T : class =>
        _transport.SendAsync(
            method,
            path,
            content,
            async (response, token) =>
            {
                await using var body = await response.Content.ReadAsStreamAsync(token);
                return await JsonSerializer.DeserializeAsync(body, json, token) ?? throw new JsonException($"{method} {path}: the answer is null");
            },
            cancellationToken);
}
