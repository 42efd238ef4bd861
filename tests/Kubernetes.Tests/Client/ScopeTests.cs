using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Tests.Client.Types;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>Types of the whole cluster, types in namespaces, and names that are no plain words.</summary>
[Trait("Requires", "ApiServer")]
public sealed class ScopeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_of_the_whole_cluster_needs_no_namespace_and_has_none()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        var got = await space.Client.GetAsync<Namespace>(null, space.Name, Cancel);
        Assert.Equal("Active", got.Status!.Phase);
        Assert.Null(got.Metadata.Namespace);
        Assert.Equal("", ResourceKey.Of(got.Metadata).Namespace);
    }

    [Fact]
    public async Task A_list_of_all_namespaces_has_objects_of_several()
    {
        await using var one = await TestSpace.OpenAsync(Cancel);
        await using var other = await TestSpace.OpenAsync(Cancel);
        await one.Client.CreateAsync(Make.ConfigMap(one.Name, "a", label: one.Name), cancellationToken: Cancel);
        await one.Client.CreateAsync(Make.ConfigMap(other.Name, "a", label: one.Name), cancellationToken: Cancel);
        var list = await one.Client.ListAsync<ConfigMap>(new(Labels: $"kind={one.Name}"), Cancel);
        Assert.Equal(new[] { one.Name, other.Name }.Order(StringComparer.Ordinal), list.Items.Select(map => map.Metadata.Namespace));
    }

    [Theory]
    [InlineData("colon:and.dot")]
    [InlineData("space and plus+")]
    [InlineData("question?mark&ampersand=equals")]
    [InlineData("hash#é漢")]
    public async Task A_name_of_any_characters_leads_to_its_object(string suffix)
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        var name = $"{space.Name} {suffix}";
        await space.Client.CreateAsync(new ClusterRole { Metadata = new ObjectMeta { Name = name } }, cancellationToken: Cancel);

        Assert.Equal(name, (await space.Client.GetAsync<ClusterRole>(null, name, Cancel)).Metadata.Name);
        var labelled = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["a"] = "b" } } };
        Assert.Equal("b", (await space.Client.PatchAsync<ClusterRole>(null, name, Patch.Merge(labelled), cancellationToken: Cancel)).Metadata.Labels!["a"]);
        Assert.True(await space.Client.DeleteAsync<ClusterRole>(null, name, cancellationToken: Cancel));
        Assert.Null(await space.Client.FindAsync<ClusterRole>(null, name, Cancel));
    }

    [Fact]
    public async Task Any_path_can_be_read_as_it_comes()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        using var reader = new StreamReader(await space.Client.OpenAsync("version", Cancel));
        Assert.Contains("gitVersion", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => space.Client.OpenAsync("apis/none.test/v1/things", Cancel));
        Assert.True(thrown.IsNotFound);
    }

    [Fact]
    public async Task A_patch_of_operations_tests_before_it_changes()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await space.CreateAsync("one", Cancel);
        JsonArray Operations(string expected) =>
        [
            new JsonObject { ["op"] = "test", ["path"] = "/data/value", ["value"] = expected },
            new JsonObject { ["op"] = "replace", ["path"] = "/data/value", ["value"] = "2" },
        ];
        await Assert.ThrowsAsync<KubernetesException>(() => space.Client.PatchAsync<ConfigMap>(space.Name, "one", Patch.Json(Operations("9")), cancellationToken: Cancel));
        var patched = await space.Client.PatchAsync<ConfigMap>(space.Name, "one", Patch.Json(Operations("1")), cancellationToken: Cancel);
        Assert.Equal("2", patched.Data!["value"]);
    }

    [Fact]
    public async Task What_the_server_finds_invalid_says_which_field()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => space.CreateAsync("No_Name", Cancel));
        Assert.Equal("Invalid", thrown.Reason);
        Assert.Contains("metadata.name", thrown.Message, StringComparison.Ordinal);
        Assert.False(thrown.IsTransient);
    }
}
