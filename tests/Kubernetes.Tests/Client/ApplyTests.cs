using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Tests.Client.Types;

namespace ParallelJobs.Kubernetes.Tests.Client;

[Trait("Requires", "ApiServer")]
public sealed class ApplyTests
{
    private static readonly WriteOptions First = new() { FieldManager = "first" };
    private static readonly WriteOptions Second = new() { FieldManager = "second" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Applying_makes_an_object_and_applying_the_same_again_changes_nothing()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        var made = await space.Client.ApplyAsync(Make.ConfigMap(space.Name, "one"), First, Cancel);
        var again = await space.Client.ApplyAsync(Make.ConfigMap(space.Name, "one"), First, Cancel);
        Assert.Equal(made.Metadata.Uid, again.Metadata.Uid);
        Assert.Equal(made.Metadata.ResourceVersion, again.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task Two_managers_of_two_fields_do_not_disturb_each_other()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await space.Client.ApplyAsync(Make.ConfigMap(space.Name, "one"), First, Cancel);
        var other = new ConfigMap
        {
            Metadata = new ObjectMeta { Namespace = space.Name, Name = "one" },
            Data = new Dictionary<string, string> { ["other"] = "2" },
        };
        var both = await space.Client.ApplyAsync(other, Second, Cancel);
        Assert.Equal(["other", "value"], both.Data!.Keys.Order(StringComparer.Ordinal));

        // What its manager applies no more is removed.
        var left = await space.Client.ApplyAsync(Make.ConfigMap(space.Name, "one") with { Data = null }, First, Cancel);
        Assert.Equal(["other"], left.Data!.Keys);
    }

    [Fact]
    public async Task A_field_of_another_manager_is_a_conflict_that_names_both_and_force_takes_it()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await space.Client.ApplyAsync(Make.ConfigMap(space.Name, "one", "first's"), First, Cancel);

        var thrown = await Assert.ThrowsAsync<KubernetesException>(() => space.Client.ApplyAsync(Make.ConfigMap(space.Name, "one", "second's"), Second, Cancel));
        Assert.True(thrown.IsConflict);
        Assert.Contains("\"first\"", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(".data.value", thrown.Message, StringComparison.Ordinal);

        var taken = await space.Client.ApplyAsync(Make.ConfigMap(space.Name, "one", "second's"), Second with { Force = true }, Cancel);
        Assert.Equal("second's", taken.Data!["value"]);
        await Assert.ThrowsAsync<KubernetesException>(() => space.Client.ApplyAsync(Make.ConfigMap(space.Name, "one", "first's"), First, Cancel));
    }

    [Fact]
    public async Task The_client_names_itself_as_manager_unless_it_is_told_another()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        using var client = space.Server.Client(options: new KubernetesClientOptions { FieldManager = "named-by-options" });
        await client.CreateAsync(Make.ConfigMap(space.Name, "one"), cancellationToken: Cancel);
        using var reader = new StreamReader(await client.OpenAsync($"api/v1/namespaces/{space.Name}/configmaps/one", Cancel));
        Assert.Contains("\"manager\":\"named-by-options\"", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_of_a_custom_type_is_written_apart_and_the_generation_counts_its_spec()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await Widget.DefineAsync(space.Client, Cancel);
        var made = await space.Client.CreateAsync(NewWidget(space, size: 1) with { Status = new WidgetStatus { Made = 9 } }, cancellationToken: Cancel);
        Assert.Null(made.Status);
        Assert.Equal(1, made.Metadata.Generation);

        var counted = await space.Client.ReplaceStatusAsync(
            made with { Spec = new WidgetSpec { Size = 7 }, Status = new WidgetStatus { Made = 1 } }, cancellationToken: Cancel);
        Assert.Equal((1, 1, 1L), (counted.Spec!.Size, counted.Status!.Made, counted.Metadata.Generation));

        var grown = await space.Client.ReplaceAsync(
            counted with { Spec = new WidgetSpec { Size = 2 }, Status = new WidgetStatus { Made = 9 } }, cancellationToken: Cancel);
        Assert.Equal((2, 1, 2L), (grown.Spec!.Size, grown.Status!.Made, grown.Metadata.Generation));
    }

    [Fact]
    public async Task Two_managers_apply_two_fields_of_one_status()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await Widget.DefineAsync(space.Client, Cancel);
        await space.Client.CreateAsync(NewWidget(space, size: 1), cancellationToken: Cancel);
        var bare = new Widget { Metadata = new ObjectMeta { Namespace = space.Name, Name = "one" } };

        await space.Client.ApplyStatusAsync(bare with { Status = new WidgetStatus { Made = 1 } }, First, Cancel);
        var both = await space.Client.ApplyStatusAsync(bare with { Status = new WidgetStatus { Phase = "Good" } }, Second, Cancel);
        Assert.Equal(new WidgetStatus { Made = 1, Phase = "Good" }, both.Status);
        Assert.Equal(1, both.Spec!.Size);

        var thrown = await Assert.ThrowsAsync<KubernetesException>(
            () => space.Client.ApplyStatusAsync(bare with { Status = new WidgetStatus { Made = 2 } }, Second, Cancel));
        Assert.True(thrown.IsConflict);
    }

    private static Widget NewWidget(TestSpace space, int size) =>
        new() { Metadata = new ObjectMeta { Namespace = space.Name, Name = "one" }, Spec = new WidgetSpec { Size = size } };
}
