using Microsoft.Extensions.Logging;
using ParallelJobs.Kubernetes.Controllers;
using ParallelJobs.Kubernetes.Tests.Controllers.Model;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

public sealed class ControllerTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly KeptLog<Controller<int>> _log = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly WorkQueue<int> _queue;

    public ControllerTests() => _queue = new(_time, new Random(1));

    [Fact]
    public async Task As_many_keys_as_are_allowed_are_reconciled_at_once_and_no_more()
    {
        var reconciler = new GatedReconciler();
        var run = RunAsync(reconciler, concurrency: 3);
        foreach (var key in Enumerable.Range(0, 5))
        {
            _queue.Add(key);
        }

        await reconciler.UntilBegunAsync(3);
        Assert.Equal([0, 1, 2], reconciler.Running.Order());
        Assert.Equal(2, _queue.Depth);
        reconciler.Finish(1);
        await reconciler.UntilBegunAsync(4);

        Assert.Equal([0, 2, 3], reconciler.Running.Order());
        await StopAsync(run);
    }

    [Fact]
    public async Task The_end_waits_for_a_reconcile_that_ignores_the_token()
    {
        var reconciler = new GatedReconciler { IgnoresToken = true };
        var run = RunAsync(reconciler, concurrency: 2);
        _queue.Add(1);
        await reconciler.UntilBegunAsync(1);

        await _stop.CancelAsync();
        Assert.False(run.IsCompleted);
        reconciler.Finish(1, ReconcileResult.After(TimeSpan.FromSeconds(1)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _queue.Depth);
        Assert.Equal(1, reconciler.Begun);
    }

    [Fact]
    public async Task What_was_stopped_and_what_waited_is_for_the_next_run()
    {
        var first = new GatedReconciler();
        var run = RunAsync(first, concurrency: 1);
        _queue.Add(1);
        await first.UntilBegunAsync(1);
        _queue.Add(2);
        _queue.AddAfter(3, TimeSpan.FromSeconds(1));
        await StopAsync(run);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, first.Begun);
        using var again = new CancellationTokenSource();
        var next = new GatedReconciler();
        run = RunAsync(next, concurrency: 3, again.Token);

        await next.UntilBegunAsync(3);
        Assert.Equal([1, 2, 3], next.Running.Order());
        await again.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task Nothing_is_begun_when_it_is_cancelled_before()
    {
        var reconciler = new GatedReconciler();
        _queue.Add(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(reconciler, 2, new CancellationToken(canceled: true)));

        Assert.Equal(0, reconciler.Begun);
        Assert.Equal(1, _queue.Depth);
    }

    [Fact]
    public async Task A_reconciler_that_blocks_its_thread_leaves_the_other_loops_alone()
    {
        using var other = new ManualResetEventSlim();
        using var blocked = new ManualResetEventSlim();
        var run = RunAsync(
            new ReconcilerOf((key, token) =>
            {
                (key == 1 ? blocked : other).Set();
                (key == 1 ? other : blocked).Wait(token);
                return ReconcileResult.Done;
            }),
            concurrency: 2);

        _queue.Add(1);
        _queue.Add(2);

        await _log.UntilAsync(entry => entry.Message.EndsWith("done", StringComparison.Ordinal), 2);
        await StopAsync(run);
    }

    [Theory]
    [InlineData("Conflict", LogLevel.Debug, false)]
    [InlineData("Unavailable", LogLevel.Warning, false)]
    [InlineData("RetryAfter5000", LogLevel.Warning, false)]
    [InlineData("Forbidden", LogLevel.Error, true)]
    [InlineData("Bug", LogLevel.Error, true)]
    [InlineData("ForeignCancellation", LogLevel.Error, true)]
    [InlineData("Terminal", LogLevel.Error, true)]
    public async Task A_failure_is_logged_once_as_loud_as_it_is_bad(string ending, LogLevel level, bool withException)
    {
        var failure = Endings.Failure(Enum.Parse<Ending>(ending));
        var run = RunAsync(new ReconcilerOf((_, _) => throw failure), concurrency: 1);

        _queue.Add(42);
        await _log.UntilAsync(_ => true);
        await StopAsync(run);

        var entry = Assert.Single(_log.Entries);
        Assert.Equal(level, entry.Level);
        Assert.Equal(withException ? failure : null, entry.Exception);
        Assert.Contains("test 42", entry.Message, StringComparison.Ordinal);
        Assert.True(withException || entry.Message.Contains(failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_the_queue_is_disposed_of_it_ends_with_that()
    {
        var run = RunAsync(new GatedReconciler(), concurrency: 2);

        _queue.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => run);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void At_least_one_key_is_reconciled_at_once(int concurrency) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ControllerOptions { Name = "test", Concurrency = concurrency });

    public void Dispose()
    {
        _queue.Dispose();
        _stop.Dispose();
    }

    private Task RunAsync(IReconciler<int> reconciler, int concurrency, CancellationToken? cancellationToken = null) =>
        new Controller<int>(new() { Name = "test", Concurrency = concurrency }, _queue, reconciler, _time, _log).RunAsync(cancellationToken ?? _stop.Token);

    private async Task StopAsync(Task run)
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }
}
