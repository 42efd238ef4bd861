using System.Diagnostics;
using ParallelJobs.Kubernetes.Controllers;

namespace ParallelJobs.Kubernetes.Tests.Controllers.Model;

/// <summary>Does the same to a controller and to the model of its queue, and compares after each step what is being reconciled.</summary>
internal sealed class ControllerScriptRunner : IAsyncDisposable
{
    private const int JitterSeed = 7;

    private readonly ManualTime _time = new();
    private readonly KeptLog<Controller<int>> _log = new();
    private readonly GatedReconciler _reconciler = new();
    private readonly QueueModel _model = new(new Random(JitterSeed));
    private readonly CancellationTokenSource _stop = new();
    private readonly WorkQueue<int> _queue;
    private readonly Task _run;
    private readonly int _concurrency;
    private int _begun;
    private int _finished;

    public ControllerScriptRunner(int concurrency)
    {
        _concurrency = concurrency;
        _queue = new WorkQueue<int>(_time, new Random(JitterSeed));
        var options = new ControllerOptions { Name = "test", Concurrency = concurrency };
        _run = new Controller<int>(options, _queue, _reconciler, _time, _log).RunAsync(_stop.Token);
    }

    public async Task RunAsync(IReadOnlyList<ControllerCommand> script)
    {
        foreach (var command in script)
        {
            await StepAsync(command);
        }

        await DrainAsync();
        Assert.Empty(_reconciler.Unseen);
        await StopAsync();
        Assert.Null(_reconciler.Violation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.ContinueWith(_ => { }, TaskScheduler.Default);
        _queue.Dispose();
        _stop.Dispose();
    }

    private Task StepAsync(ControllerCommand command)
    {
        switch (command)
        {
            case ControllerCommand.Change(var key):
                _reconciler.Change(key);
                _queue.Add(key);
                _model.Add(key);
                break;
            case ControllerCommand.Finish(var index, var ending) when index < _model.Out.Count:
                var finished = _model.Out[index];
                _finished++;
                _reconciler.Finish(finished, ending);
                _model.Finish(finished, ending);
                break;
            case ControllerCommand.Advance(var by):
                _time.Advance(TimeSpan.FromMilliseconds(by));
                _model.Advance(by);
                break;
        }

        return CompareAsync();
    }

    private async Task CompareAsync()
    {
        while (_model.Depth > 0 && _model.Out.Count < _concurrency)
        {
            _model.Take();
            _begun++;
        }

        await _log.UntilAsync(_ => true, _finished);
        await _reconciler.UntilBegunAsync(_begun);
        await UntilGivenBackAsync();
        Assert.Equal(_begun, _reconciler.Begun);
        Assert.Equal(_model.Out.Order(), _reconciler.Running.Order());
        Assert.Equal(_model.Depth, _queue.Depth);
    }

    /// <summary>What was logged is about to be given back: nothing says when, but it takes no time to speak of.</summary>
    private async Task UntilGivenBackAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        while (_queue.Remembered != _model.Remembered && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30))
        {
            await Task.Yield();
        }

        Assert.Equal(_model.Remembered, _queue.Remembered);
    }

    private async Task DrainAsync()
    {
        while (_model.Out.Count > 0 || _model.IsDelayed)
        {
            await StepAsync(_model.Out.Count > 0
                ? new ControllerCommand.Finish(0, Ending.Done)
                : new ControllerCommand.Advance((int)_model.ToNextDue));
        }
    }

    /// <summary>With a reconcile under way, one key that waits for it to end, one that is delayed.</summary>
    private async Task StopAsync()
    {
        await StepAsync(new ControllerCommand.Change(0));
        _queue.Add(0);
        _queue.AddAfter(1, TimeSpan.FromMilliseconds(1));
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run);

        Assert.Empty(_reconciler.Running);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, _queue.Depth);
        Assert.Equal(_begun, _reconciler.Begun);
    }
}
