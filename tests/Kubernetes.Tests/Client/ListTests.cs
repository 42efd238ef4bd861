using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client;

[Trait("Requires", "ApiServer")]
public sealed class ListTests
{
    private const int Many = 5_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_thousand_objects_come_in_ten_pages_of_one_moment()
    {
        await using var space = await TestSpace.OpenWithProxyAsync(Cancel);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Many),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel },
            async (index, token) => await space.CreateAsync($"map-{index:d4}", token));

        var list = await space.Client.ListAsync<ConfigMap>(new(space.Name, Fields: "metadata.name!=kube-root-ca.crt"), Cancel);

        Assert.Equal(Enumerable.Range(0, Many).Select(index => $"map-{index:d4}"), list.Items.Select(map => map.Metadata.Name));
        Assert.NotEmpty(list.Metadata.ResourceVersion!);
        var asked = space.Proxy.Requests.All;
        Assert.Equal(10, asked.Count);
        Assert.All(asked, request => Assert.Equal("500", request.Query["limit"]));
        Assert.All(asked.Skip(1), request => Assert.True(request.Query.ContainsKey("continue")));
    }

    [Fact]
    public async Task A_selector_with_brackets_and_commas_arrives_as_it_was_written()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        foreach (var label in (string[])["x", "y", "z"])
        {
            await space.Client.CreateAsync(Make.ConfigMap(space.Name, label, label: label), cancellationToken: Cancel);
        }

        var list = await space.Client.ListAsync<ConfigMap>(new(space.Name, Labels: "kind in (x, y),kind notin (y)"), Cancel);
        Assert.Equal("x", Assert.Single(list.Items).Metadata.Name);
    }

    [Fact]
    public async Task A_list_under_way_can_be_cancelled()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => space.Client.ListAsync<ConfigMap>(space.All, cancelled.Token));
    }
}
