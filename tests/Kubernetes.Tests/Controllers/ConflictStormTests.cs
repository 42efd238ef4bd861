using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using ParallelJobs.Kubernetes.Controllers;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

public sealed class ConflictStormTests : IDisposable
{
    private const int Keys = 10;
    private const int Conflicts = 200;

    private readonly ManualTime _time = new();
    private readonly FakeApiServer _server = new();
    private readonly KubernetesClient _client;
    private readonly KeptLog<Controller<int>> _log = new();
    private readonly WorkQueue<int> _queue;

    public ConflictStormTests()
    {
        _client = new KubernetesClient(FakeApiServer.Url, _server);
        _queue = new(_time, new Random(1));
    }

    [Fact]
    public async Task A_storm_of_conflicts_is_waited_out_key_by_key_without_an_error_and_without_haste()
    {
        foreach (var key in Enumerable.Range(0, Keys))
        {
            await _client.CreateAsync(Counter(key), cancellationToken: TestContext.Current.CancellationToken);
            _queue.Add(key);
        }

        _server.Faults.Next(ApiFault.Answer(HttpStatusCode.Conflict, "Conflict"), request => request.Verb == "update", Conflicts);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var done = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reconciler = new Increments(_client, () => { if (Interlocked.Increment(ref done) == Keys) { all.SetResult(); } });
        var run = new Controller<int>(new ControllerOptions { Name = "storm", Concurrency = 4 }, _queue, reconciler, _time, _log).RunAsync(stop.Token);
        var began = _time.GetTimestamp();

        while (!all.Task.IsCompleted)
        {
            // Only when every loop waits for keys does time go on.
            await _log.UntilAsync(entry => entry.Message.Length > 0, reconciler.Begun);
            _time.AdvanceToNextTimer();
            await Task.Yield();
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(Keys + Conflicts, _server.Requests.Count(request => request.Verb == "update"));
        Assert.DoesNotContain(_log.Entries, entry => entry.Level >= LogLevel.Warning);
        // Twenty refusals a key double its wait up to five minutes: more than an hour of patience, and not one request a moment.
        Assert.True(_time.GetElapsedTime(began) > TimeSpan.FromMinutes(30), $"it took {_time.GetElapsedTime(began)}");
        foreach (var key in Enumerable.Range(0, Keys))
        {
            var counter = await _client.GetAsync<ConfigMap>("default", $"counter-{key}", TestContext.Current.CancellationToken);
            Assert.Equal("1", counter.Data!["n"]);
        }
    }

    public void Dispose()
    {
        _queue.Dispose();
        _client.Dispose();
        _server.Dispose();
    }

    private static ConfigMap Counter(int key) => new()
    {
        Metadata = new ObjectMeta { Namespace = "default", Name = $"counter-{key}" },
        Data = new Dictionary<string, string>(StringComparer.Ordinal) { ["n"] = "0" },
    };

    private sealed class Increments(KubernetesClient client, Action done) : IReconciler<int>
    {
        private int _begun;

        public int Begun => Volatile.Read(ref _begun);

        public async Task<ReconcileResult> ReconcileAsync(int key, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _begun);
            var counter = await client.GetAsync<ConfigMap>("default", $"counter-{key}", cancellationToken);
            var next = int.Parse(counter.Data!["n"], CultureInfo.InvariantCulture) + 1;
            var data = new Dictionary<string, string>(StringComparer.Ordinal) { ["n"] = next.ToString(CultureInfo.InvariantCulture) };
            await client.ReplaceAsync(counter with { Data = data }, cancellationToken: cancellationToken);
            done();
            return ReconcileResult.Done;
        }
    }
}
