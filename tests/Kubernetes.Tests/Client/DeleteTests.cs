using System.Text.Json;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Client;

/// <summary>How each propagation reaches the server. No garbage collector runs here: what it would work on stays as the server leaves it.</summary>
[Trait("Requires", "ApiServer")]
public sealed class DeleteTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_the_background_the_object_goes_at_once()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await space.CreateAsync("one", Cancel);
        var options = new DeleteOptions { PropagationPolicy = PropagationPolicy.Background };
        Assert.True(await space.Client.DeleteAsync<ConfigMap>(space.Name, "one", options, Cancel));
        Assert.Null(await space.Client.FindAsync<ConfigMap>(space.Name, "one", Cancel));
    }

    [Theory]
    [InlineData(PropagationPolicy.Foreground, "foregroundDeletion")]
    [InlineData(PropagationPolicy.Orphan, "orphan")]
    public async Task Otherwise_it_stays_marked_until_the_garbage_collector_has_seen_to_its_own(PropagationPolicy policy, string finalizer)
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await space.CreateAsync("one", Cancel);
        Assert.True(await space.Client.DeleteAsync<ConfigMap>(space.Name, "one", new DeleteOptions { PropagationPolicy = policy }, Cancel));
        var marked = await space.Client.GetAsync<ConfigMap>(space.Name, "one", Cancel);
        Assert.NotNull(marked.Metadata.DeletionTimestamp);
        Assert.Equal([finalizer], marked.Metadata.Finalizers!);
    }

    [Fact]
    public async Task A_Job_leaves_its_pods_behind_where_no_propagation_is_said()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        foreach (var name in (string[])["said", "unsaid"])
        {
            await space.Client.CreateAsync(NewJob(space.Name, name), cancellationToken: Cancel);
        }

        await space.Client.DeleteAsync<Job>(space.Name, "unsaid", cancellationToken: Cancel);
        await space.Client.DeleteAsync<Job>(space.Name, "said", new DeleteOptions { PropagationPolicy = PropagationPolicy.Background }, Cancel);
        Assert.Equal(["orphan"], (await space.Client.GetAsync<Job>(space.Name, "unsaid", Cancel)).Metadata.Finalizers!);
        Assert.Null(await space.Client.FindAsync<Job>(space.Name, "said", Cancel));
    }

    [Fact]
    public async Task A_pod_goes_at_once_where_it_is_given_no_grace()
    {
        await using var space = await TestSpace.OpenAsync(Cancel);
        await space.Client.CreateAsync(Make.Pod(space.Name, "one"), cancellationToken: Cancel);
        Assert.True(await space.Client.DeleteAsync<Pod>(space.Name, "one", new DeleteOptions { GracePeriodSeconds = 0 }, Cancel));
        Assert.Null(await space.Client.FindAsync<Pod>(space.Name, "one", Cancel));
    }

    private static Job NewJob(string @namespace, string name) => JsonSerializer.Deserialize(
        $$"""
        {
          "metadata": { "namespace": "{{@namespace}}", "name": "{{name}}" },
          "spec": { "template": { "spec": { "restartPolicy": "Never", "containers": [ { "name": "main", "image": "none" } ] } } }
        }
        """,
        KubernetesJson.Default.Job)!;
}
