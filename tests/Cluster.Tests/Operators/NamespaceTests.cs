using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Cluster.Tests.Operators;

[Trait("Requires", "Cluster")]
public sealed class NamespaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_namespace_with_running_jobs_goes_when_it_is_deleted_and_the_rows_of_its_jobs_go_too()
    {
        await using var installation = await Installation.StartAsync(isOperatorStarted: false, cancellationToken: Token);
        await using var other = await TestNamespace.CreateAsync();
        installation.StartOperator(new Dictionary<string, string?> { ["PARALLELJOB_NAMESPACES"] = $"{installation.Namespace},{other.Name}" });
        await using var jobs = await other.WatchAsync<JobResource>();
        await using var spaces = await new WatchedStore<Namespace>(installation.Client, new Selection(null)).SyncedAsync(Token);
        foreach (var name in new[] { "one", "two" })
        {
            await using var kubectl = other.Cluster.Kubectl(["apply", "--namespace", other.Name, "--filename", "-"], SmallJobs.Held(name));
            Assert.True(await kubectl.WaitForExitAsync(cancellationToken: Token) == 0, $"{kubectl}");
            await jobs.UntilAsync(other.Key(name), job => StatusReading.Of(job).Workers?.Ready == 1, "to run", Installation.AtMost, Token);
        }

        await installation.Client.DeleteAsync<Namespace>(@namespace: null, other.Name, cancellationToken: Token);

        await spaces.UntilAsync(store => store.List().All(space => space.Metadata.Name != other.Name), $"namespace {other.Name} to go", Installation.AtMost, Token);
        await installation.UntilNothingIsLeftAsync(cancellationToken: Token);
    }
}
