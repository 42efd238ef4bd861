using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Faults.Tests.Runs;

/// <summary>One job in an installation, to which things happen, and its right end. For one test; its chance has a seed, which is printed.</summary>
internal sealed class FaultRun : IAsyncDisposable
{
    private const string SeedVariable = "FAULTS_SEED";

    private const string Computed =
        """
        SELECT bool_and(c.next_position = j.leaves) AND NOT EXISTS (SELECT FROM paralleljobs.lease) AND NOT EXISTS (SELECT FROM paralleljobs.pending)
        FROM paralleljobs.job j JOIN paralleljobs.cursor c ON c.job = j.id
        """;

    private FaultRun(Installation installation, WatchedStore<Pod> pods, WatchedStore<Job> children, int seed) =>
        (Installation, Pods, Children, Chance) = (installation, pods, children, new Random(seed));

    public Installation Installation { get; }

    public WatchedStore<Pod> Pods { get; }

    public WatchedStore<Job> Children { get; }

    public Random Chance { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="installation">Disposed of with this.</param>
    public static async Task<FaultRun> StartAsync(Installation installation)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"{SeedVariable}={seed}, namespace {installation.Namespace}");
        return new FaultRun(installation, await installation.Space.WatchAsync<Pod>(), await installation.Space.WatchAsync<Job>(), seed);
    }

    /// <summary>Pods that run now and are not being deleted.</summary>
    public IReadOnlyList<Pod> Running =>
        [.. Pods.Store.List().Where(pod => pod is { Status.Phase: "Running", Metadata.DeletionTimestamp: null }).OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal)];

    /// <summary>Items that are done, by the status.</summary>
    public long Completed(string name) =>
        Installation.Jobs.Store.Find(Installation.Space.Key(name)) is { } job ? (long)(Resources.StatusReading.Of(job).Items?.Completed ?? 0) : 0;

    public Task ApplyAsync(Manifest manifest) => Installation.ApplyAsync($"{manifest}", Token);

    /// <summary>Returns when so many items are done, by the status.</summary>
    public Task<ParallelJobStatus> UntilDoneAsync(string name, long items) =>
        Installation.UntilAsync(name, status => status.Items?.Completed >= items, $"to have {items} items", cancellationToken: Token);

    public Task<ParallelJobStatus> UntilAsync(string name, string condition, ConditionStatus value) => Installation.UntilAsync(
        name, status => Installation.Condition(status, condition)?.Status == value, $"to have {condition} {value}", cancellationToken: Token);

    /// <summary>Returns when every item is computed and in the queue, whether or not anybody has folded it.</summary>
    public Task UntilComputedAsync() => Question.UntilYesAsync(
        async token => await Installation.Postgres.Server.ExecuteAsync(Installation.Database, Computed, token) is true,
        "the workers to have computed everything",
        Installation.AtMost,
        Token);

    /// <summary>It may go as fast as it can.</summary>
    public Task LiftLimitAsync(Manifest manifest) => PatchSpecAsync(manifest.Name, new() { ["limits"] = null });

    public Task PatchSpecAsync(string name, JsonObject spec) => Installation.PatchAsync(name, new JsonObject { ["spec"] = spec }, Token);

    /// <summary>Complete, with the result of a run without faults, of the whole range, from one child Job a life.</summary>
    public async Task<ParallelJobStatus> EndsRightAsync(Manifest manifest)
    {
        var status = await Installation.UntilFinishedAsync(manifest.Name, cancellationToken: Token);
        Assert.True(Installation.IsTrue(status, ConditionTypes.Complete), $"{Installation.Jobs.Store.Find(Installation.Space.Key(manifest.Name))?.Status}");
        Assert.Equal(await LocalRun.DigestAsync($"{manifest with { Limit = null }}", Token), status.Result!.Digest);
        Assert.Equal($"[0,{manifest.Items})", status.Result.Coverage);
        Assert.Equal(manifest.Items, status.Items!.Completed);
        Assert.Equal(0, status.Items.Failed);
        return status;
    }

    public Task LeaveNothingAsync() => Installation.LeaveNothingAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await Children.DisposeAsync();
        await Pods.DisposeAsync();
        await Installation.DisposeAsync();
    }
}
