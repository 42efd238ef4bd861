using System.Globalization;
using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>What the client does with objects of one namespace, whatever server it talks with: so the fake one is held to what the real one does.</summary>
public abstract class ClientConformance : IAsyncLifetime
{
    private KubernetesClient? _client;

    protected KubernetesClient Client => _client!;

    protected string Space { get; private set; } = "";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract Task<(KubernetesClient Client, string Namespace)> OpenAsync();

    public async ValueTask InitializeAsync() => (_client, Space) = await OpenAsync();

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_created_can_be_got_and_has_what_the_server_gives_to_objects()
    {
        var made = await Client.CreateAsync(Make.ConfigMap(Space, "one", "first"), cancellationToken: Cancel);
        var got = await Client.GetAsync<ConfigMap>(Space, "one", Cancel);

        Assert.Equal("first", got.Data!["value"]);
        Assert.Equal(made.Metadata.ResourceVersion, got.Metadata.ResourceVersion);
        Assert.NotNull(got.Metadata.Uid);
        Assert.NotNull(got.Metadata.CreationTimestamp);
    }

    [Fact]
    public async Task What_is_not_there_is_found_as_null_and_got_as_not_found()
    {
        Assert.Null(await Client.FindAsync<ConfigMap>(Space, "none", Cancel));
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => Client.GetAsync<ConfigMap>(Space, "none", Cancel));
        Assert.True(thrown.IsNotFound);
        Assert.Equal("NotFound", thrown.Reason);
        Assert.Contains($"/api/v1/namespaces/{Space}/configmaps/none", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("configmaps \"none\" not found", thrown.Message, StringComparison.Ordinal);
        Assert.False(thrown.IsTransient);
    }

    [Fact]
    public async Task What_exists_already_is_a_conflict_of_its_own_kind()
    {
        await Client.CreateAsync(Make.ConfigMap(Space, "one"), cancellationToken: Cancel);
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => Client.CreateAsync(Make.ConfigMap(Space, "one"), cancellationToken: Cancel));
        Assert.True(thrown.IsConflict && thrown.AlreadyExists);
    }

    [Fact]
    public async Task The_server_makes_a_name_from_a_beginning()
    {
        var nameless = Make.ConfigMap(Space, "x") with { Metadata = new ObjectMeta { Namespace = Space, GenerateName = "some-" } };
        var (first, second) = (await Client.CreateAsync(nameless, cancellationToken: Cancel), await Client.CreateAsync(nameless, cancellationToken: Cancel));
        Assert.StartsWith("some-", first.Metadata.Name, StringComparison.Ordinal);
        Assert.NotEqual(first.Metadata.Name, second.Metadata.Name);
    }

    [Fact]
    public async Task Replacing_what_somebody_else_changed_is_a_conflict_and_without_a_version_it_overwrites()
    {
        var read = await Client.CreateAsync(Make.ConfigMap(Space, "one", "a"), cancellationToken: Cancel);
        var theirs = await Client.ReplaceAsync(read.With("theirs"), cancellationToken: Cancel);
        Assert.NotEqual(read.Metadata.ResourceVersion, theirs.Metadata.ResourceVersion);

        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => Client.ReplaceAsync(read.With("mine"), cancellationToken: Cancel));
        Assert.True(thrown.IsConflict);
        Assert.False(thrown.AlreadyExists);
        Assert.Equal("theirs", (await Client.GetAsync<ConfigMap>(Space, "one", Cancel)).Data!["value"]);

        await Client.ReplaceAsync(Make.ConfigMap(Space, "one", "mine"), cancellationToken: Cancel);
        Assert.Equal("mine", (await Client.GetAsync<ConfigMap>(Space, "one", Cancel)).Data!["value"]);
    }

    [Fact]
    public async Task Replacing_an_object_by_itself_changes_nothing()
    {
        var read = await Client.CreateAsync(Make.ConfigMap(Space, "one"), cancellationToken: Cancel);
        var again = await Client.ReplaceAsync(read, cancellationToken: Cancel);
        Assert.Equal(read.Metadata.ResourceVersion, again.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task A_merge_patch_changes_what_it_names_and_null_removes()
    {
        await Client.CreateAsync(Make.ConfigMap(Space, "one", "a", label: "old"), cancellationToken: Cancel);
        var change = new JsonObject { ["data"] = new JsonObject { ["more"] = "b" }, ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["kind"] = null } } };
        var patched = await Client.PatchAsync<ConfigMap>(Space, "one", Patch.Merge(change), cancellationToken: Cancel);
        Assert.Equal(["more", "value"], patched.Data!.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(patched.Metadata.Labels ?? new Dictionary<string, string>());
    }

    [Fact]
    public async Task A_patch_of_another_version_is_a_conflict()
    {
        var read = await Client.CreateAsync(Make.ConfigMap(Space, "one"), cancellationToken: Cancel);
        await Client.ReplaceAsync(read.With("2"), cancellationToken: Cancel);
        var change = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = read.Metadata.ResourceVersion }, ["data"] = new JsonObject { ["a"] = "b" } };
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => Client.PatchAsync<ConfigMap>(Space, "one", Patch.Merge(change), cancellationToken: Cancel));
        Assert.True(thrown.IsConflict);
    }

    [Fact]
    public async Task The_status_is_replaced_alone_and_the_rest_without_it()
    {
        var made = await Client.CreateAsync(Make.Pod(Space, "one") with { Status = new PodStatus { Phase = "Failed" } }, cancellationToken: Cancel);
        Assert.NotEqual("Failed", made.Status?.Phase);

        var labels = new Dictionary<string, string> { ["a"] = "b" };
        var ran = await Client.ReplaceStatusAsync(
            made with { Status = new PodStatus { Phase = "Running" }, Metadata = made.Metadata with { Annotations = labels } }, cancellationToken: Cancel);
        Assert.Equal("Running", ran.Status!.Phase);

        var labelled = await Client.ReplaceAsync(
            ran with { Status = new PodStatus { Phase = "Failed" }, Metadata = ran.Metadata with { Labels = labels } }, cancellationToken: Cancel);
        Assert.Equal("Running", labelled.Status!.Phase);
        Assert.Equal("b", labelled.Metadata.Labels!["a"]);

        var thrown = await Assert.ThrowsAsync<KubernetesException>(
            () => Client.ReplaceStatusAsync(ran with { Status = new PodStatus { Phase = "Succeeded" } }, cancellationToken: Cancel));
        Assert.True(thrown.IsConflict);
    }

    [Fact]
    public async Task A_dry_run_is_answered_and_kept_nowhere()
    {
        var dry = new WriteOptions { DryRun = true };
        Assert.Equal("1", (await Client.CreateAsync(Make.ConfigMap(Space, "one"), dry, Cancel)).Data!["value"]);
        Assert.Null(await Client.FindAsync<ConfigMap>(Space, "one", Cancel));

        var made = await Client.CreateAsync(Make.ConfigMap(Space, "one"), cancellationToken: Cancel);
        Assert.Equal("2", (await Client.ReplaceAsync(made.With("2"), dry, Cancel)).Data!["value"]);
        Assert.Equal("1", (await Client.GetAsync<ConfigMap>(Space, "one", Cancel)).Data!["value"]);
    }

    [Fact]
    public async Task Deleting_says_whether_there_was_anything()
    {
        await Client.CreateAsync(Make.ConfigMap(Space, "one"), cancellationToken: Cancel);
        Assert.True(await Client.DeleteAsync<ConfigMap>(Space, "one", cancellationToken: Cancel));
        Assert.False(await Client.DeleteAsync<ConfigMap>(Space, "one", cancellationToken: Cancel));
    }

    [Theory]
    [InlineData("uid")]
    [InlineData("resourceVersion")]
    public async Task What_is_not_as_it_must_be_for_its_deletion_stays(string field)
    {
        var made = await Client.CreateAsync(Make.ConfigMap(Space, "one"), cancellationToken: Cancel);
        var changed = await Client.ReplaceAsync(made.With("2"), cancellationToken: Cancel);
        Preconditions Expecting(string? uid, string? version) => field is "uid" ? new() { Uid = uid } : new() { ResourceVersion = version };

        var wrong = new DeleteOptions { Preconditions = Expecting("00000000-0000-4000-8000-00000000ffff", made.Metadata.ResourceVersion) };
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => Client.DeleteAsync<ConfigMap>(Space, "one", wrong, Cancel));
        Assert.True(thrown.IsConflict);

        var right = new DeleteOptions { Preconditions = Expecting(changed.Metadata.Uid, changed.Metadata.ResourceVersion) };
        Assert.True(await Client.DeleteAsync<ConfigMap>(Space, "one", right, Cancel));
        Assert.Null(await Client.FindAsync<ConfigMap>(Space, "one", Cancel));
    }

    [Fact]
    public async Task What_has_a_finalizer_is_marked_and_goes_with_the_last_of_them()
    {
        var map = Make.ConfigMap(Space, "one");
        await Client.CreateAsync(map with { Metadata = map.Metadata with { Finalizers = ["example.test/hold"] } }, cancellationToken: Cancel);
        Assert.True(await Client.DeleteAsync<ConfigMap>(Space, "one", cancellationToken: Cancel));

        var marked = await Client.GetAsync<ConfigMap>(Space, "one", Cancel);
        Assert.NotNull(marked.Metadata.DeletionTimestamp);
        await Client.ReplaceAsync(marked with { Metadata = marked.Metadata with { Finalizers = null } }, cancellationToken: Cancel);
        Assert.Null(await Client.FindAsync<ConfigMap>(Space, "one", Cancel));
    }

    [Fact]
    public async Task A_list_has_what_is_selected()
    {
        foreach (var (name, label) in (IEnumerable<(string, string)>)[("a", "x"), ("b", "y"), ("c", "x")])
        {
            await Client.CreateAsync(Make.ConfigMap(Space, name, label: label), cancellationToken: Cancel);
        }

        async Task<string> NamesAsync(Selection selection) =>
            string.Concat((await Client.ListAsync<ConfigMap>(selection, Cancel)).Items.Select(map => map.Metadata.Name).Where(name => name!.Length == 1));
        Assert.Equal("abc", await NamesAsync(new(Space)));
        Assert.Equal("ac", await NamesAsync(new(Space, Labels: "kind=x")));
        Assert.Equal("b", await NamesAsync(new(Space, Labels: "kind!=x,kind")));
        Assert.Equal("b", await NamesAsync(new(Space, Fields: "metadata.name=b")));
        Assert.Equal("", await NamesAsync(new("other" + Space)));
        Assert.Equal("ac", await NamesAsync(new(Labels: "kind=x", Fields: $"metadata.namespace={Space}")));
    }

    [Fact]
    public async Task A_watch_goes_on_from_a_list_and_shows_what_comes_changes_and_goes()
    {
        var kept = await Client.CreateAsync(Make.ConfigMap(Space, "kept", label: "x"), cancellationToken: Cancel);
        var selection = new Selection(Space, Labels: "kind=x");
        var list = await Client.ListAsync<ConfigMap>(selection, Cancel);
        await using var watch = new OpenWatch<ConfigMap>(Client, selection, list.Metadata.ResourceVersion!);

        await Client.CreateAsync(Make.ConfigMap(Space, "unseen", label: "y"), cancellationToken: Cancel);
        await Client.CreateAsync(Make.ConfigMap(Space, "came", label: "x"), cancellationToken: Cancel);
        var changed = await Client.ReplaceAsync(kept.With("2"), cancellationToken: Cancel);
        await Client.ReplaceAsync(Make.ConfigMap(Space, "unseen", label: "x"), cancellationToken: Cancel);
        await Client.ReplaceAsync(Make.ConfigMap(Space, "came", label: "y"), cancellationToken: Cancel);
        await Client.DeleteAsync<ConfigMap>(Space, "kept", cancellationToken: Cancel);

        List<WatchEvent<ConfigMap>> seen = [.. await watch.NextAsync(5, Cancel)];
        Assert.Equal(
            ["Added came", "Modified kept", "Added unseen", "Deleted came", "Deleted kept"],
            seen.Select(each => $"{each.Type} {each.Object.Metadata.Name}"));
        Assert.Equal("2", seen[1].Object.Data!["value"]);
        Assert.Equal(changed.Metadata.ResourceVersion, seen[1].Object.Metadata.ResourceVersion);
        // A watch that goes on from a deletion must not see it again.
        Assert.NotEqual(changed.Metadata.ResourceVersion, seen[4].Object.Metadata.ResourceVersion);
        var versions = seen.Select(each => long.Parse(each.Object.Metadata.ResourceVersion!, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(versions.Order(), versions);
    }

    [Fact]
    public async Task A_list_in_pages_is_of_one_moment()
    {
        for (var index = 0; index < 7; index++)
        {
            await Client.CreateAsync(Make.ConfigMap(Space, $"map-{index}", label: "paged"), cancellationToken: Cancel);
        }

        List<ResourceList<ConfigMap>> pages = [];
        await foreach (var page in Client.ListPagesAsync<ConfigMap>(new(Space, Labels: "kind=paged"), Cancel))
        {
            pages.Add(page);
            if (pages.Count == 1)
            {
                await Client.DeleteAsync<ConfigMap>(Space, "map-6", cancellationToken: Cancel);
                await Client.CreateAsync(Make.ConfigMap(Space, "map-7", label: "paged"), cancellationToken: Cancel);
            }
        }

        Assert.Equal([3, 3, 1], pages.Select(page => page.Items.Count));
        Assert.Equal(Enumerable.Range(0, 7).Select(index => $"map-{index}"), pages.SelectMany(page => page.Items).Select(map => map.Metadata.Name));
        Assert.Single(pages.Select(page => page.Metadata.ResourceVersion).Distinct(StringComparer.Ordinal));
        Assert.True(string.IsNullOrEmpty(pages[^1].Metadata.Continue));
    }
}
