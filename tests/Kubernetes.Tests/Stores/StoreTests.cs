using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;
using static ParallelJobs.Kubernetes.Tests.Stores.Objects;

namespace ParallelJobs.Kubernetes.Tests.Stores;

public class StoreTests
{
    private readonly Store<ConfigMap> _store = new();
    private readonly List<string> _changes = [];

    public StoreTests() => _store.Changed += (before, after) => _changes.Add(Words(before, after));

    [Fact]
    public void The_difference_of_a_list_is_told_and_only_that()
    {
        var writer = _store.AddWriter();
        writer.Replace([Map("stays"), Map("changes"), Map("goes")]);
        _changes.Clear();

        writer.Replace([Map("stays"), Map("changes", "2"), Map("comes")]);

        Assert.Equal(["changes from 1 to 2", "comes came at 1", "goes went at 1"], _changes);
        Assert.Equal(3, _store.Count);
    }

    [Fact]
    public void An_object_made_anew_between_two_lists_goes_and_comes()
    {
        var writer = _store.AddWriter();
        writer.Replace([Map("a", "1", uid: "first")]);
        _changes.Clear();

        writer.Replace([Map("a", "5", uid: "second")]);

        Assert.Equal(["a went at 1", "a came at 5"], _changes);
    }

    [Fact]
    public void An_event_that_was_already_seen_changes_nothing()
    {
        var writer = _store.AddWriter();
        writer.Upsert(Map("a", "7"));
        writer.Upsert(Map("a", "7"));
        writer.Remove(Key("unknown"));

        Assert.Equal(["a came at 7"], _changes);
    }

    [Fact]
    public async Task It_is_synced_when_every_writer_has_listed_once()
    {
        Assert.False(_store.Synced);
        var (first, second) = (_store.AddWriter(), _store.AddWriter());
        var synced = _store.WaitUntilSyncedAsync(TestContext.Current.CancellationToken);

        first.Replace([Map("a")]);
        first.Replace([Map("a")]);
        Assert.False(_store.Synced);

        second.Replace([]);
        Assert.True(_store.Synced);
        await synced;
    }

    [Fact]
    public void A_writers_list_leaves_the_objects_of_other_writers_alone()
    {
        var (first, second) = (_store.AddWriter(), _store.AddWriter());
        first.Replace([Map("mine")]);
        second.Replace([Map("theirs", @namespace: "b")]);

        first.Replace([]);

        Assert.Null(_store.Find(Key("mine")));
        Assert.NotNull(_store.Find(new ResourceKey("b", "theirs")));
        Assert.Empty(_store.List("a"));
        Assert.Single(_store.List("b"));
        Assert.Single(_store.List());
    }

    [Fact]
    public void A_list_with_an_object_that_has_no_name_is_refused_before_anything_is_changed()
    {
        var writer = _store.AddWriter();

        Assert.Throws<ArgumentException>(() => writer.Replace([Map("a"), new ConfigMap()]));

        Assert.Equal(0, _store.Count);
        Assert.False(_store.Synced);
        writer.Replace([Map("a")]);
        Assert.Equal(["a came at 1"], _changes);
    }

    [Fact]
    public void An_object_that_comes_to_another_selection_stays_there_whichever_hears_of_it_first()
    {
        var (left, entered) = (_store.AddWriter(), _store.AddWriter());
        left.Replace([Map("moved", "8")]);
        entered.Replace([]);

        entered.Upsert(Map("moved", "10"));
        left.Upsert(Map("moved", "9"));
        left.Remove(Key("moved"));
        Assert.Equal("10", _store.Find(Key("moved"))?.Metadata.ResourceVersion);

        left.Upsert(Map("moved", "11"));
        entered.Remove(Key("moved"));
        Assert.Equal("11", _store.Find(Key("moved"))?.Metadata.ResourceVersion);
    }

    [Fact]
    public void Objects_are_found_by_their_owner_as_long_as_they_name_it()
    {
        var writer = _store.AddWriter();
        writer.Replace([Map("child", owner: "parent"), Map("orphan")]);
        Assert.Equal("child", Assert.Single(_store.OwnedBy("parent")).Metadata.Name);

        writer.Upsert(Map("child", "2", owner: "another"));
        Assert.Empty(_store.OwnedBy("parent"));
        Assert.Single(_store.OwnedBy("another"));

        writer.Remove(Key("child"));
        Assert.Empty(_store.OwnedBy("another"));
    }

    [Fact]
    public void Readers_may_read_the_store_while_a_change_is_told()
    {
        List<int> counts = [];
        _store.Changed += (_, _) => counts.Add(_store.List().Count);

        _store.AddWriter().Replace([Map("a"), Map("b")]);

        Assert.Equal([2, 2], counts);
    }

    [Fact]
    public void A_handler_that_throws_keeps_no_change_from_being_told()
    {
        var writer = _store.AddWriter();
        _store.Changed += (_, after) => throw new InvalidOperationException($"cannot stand {after!.Metadata.Name}");

        var exception = Assert.Throws<InvalidOperationException>(() => writer.Replace([Map("a"), Map("b")]));

        Assert.Contains("cannot stand a", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["a came at 1", "b came at 1"], _changes);
    }

    [Fact]
    public void A_handler_that_throws_keeps_no_other_handler_from_hearing()
    {
        var (store, heard) = (new Store<ConfigMap>(), new List<string>());
        store.Changed += (_, _) => throw new InvalidOperationException("as the test says");
        store.Changed += (before, after) => heard.Add(Words(before, after));

        Assert.Throws<InvalidOperationException>(() => store.AddWriter().Replace([Map("a"), Map("b")]));

        Assert.Equal(["a came at 1", "b came at 1"], heard);
    }

    /// <summary>Whoever only hears of changes knows what whoever lists knows, after any sequence of writes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Changes_add_up_to_the_store_whatever_is_written(int seed)
    {
        var random = new Random(seed);
        var (writer, heard, version) = (_store.AddWriter(), new Dictionary<ResourceKey, ConfigMap>(), 0);
        Dictionary<string, ConfigMap> truth = [];
        _store.Changed += (before, after) => Hear(heard, before, after);

        for (var step = 0; step < 500; step++)
        {
            var name = $"{random.Next(8)}";
            switch (random.Next(4))
            {
                case 0:
                    truth.Remove(name);
                    writer.Remove(Key(name));
                    break;
                case 1:
                    truth = Enumerable.Range(0, random.Next(8)).ToDictionary(
                        i => $"{i}",
                        i => truth.TryGetValue($"{i}", out var known) && random.Next(2) == 0
                            ? known
                            : Map($"{i}", $"{++version}", $"{random.Next(2)}", $"{random.Next(3)}"));
                    writer.Replace([.. truth.Values]);
                    break;
                default:
                    truth[name] = Map(name, $"{++version}", owner: $"{random.Next(3)}");
                    writer.Upsert(truth[name]);
                    break;
            }

            Assert.Equal(Versions(truth.Values), Versions(_store.List()));
            Assert.Equal(Versions(truth.Values), Versions(heard.Values));
            Assert.All(Enumerable.Range(0, 3), owner => Assert.Equal(
                Versions(truth.Values.Where(map => map.Metadata.OwnerReferences![0].Uid == $"{owner}")),
                Versions(_store.OwnedBy($"{owner}"))));
        }
    }

    private static void Hear(Dictionary<ResourceKey, ConfigMap> heard, ConfigMap? before, ConfigMap? after)
    {
        var key = ResourceKey.Of((after ?? before)!.Metadata);
        Assert.Equal(before, heard.GetValueOrDefault(key));
        heard.Remove(key);
        if (after is not null)
        {
            heard.Add(key, after);
        }
    }

    private static IEnumerable<string> Versions(IEnumerable<ConfigMap> maps) =>
        maps.Select(map => $"{map.Metadata.Name}@{map.Metadata.ResourceVersion}").Order(StringComparer.Ordinal);
}
