using ParallelJobs.Kubernetes.Controllers;

namespace ParallelJobs.Kubernetes.Tests.Controllers.Model;

/// <summary>Does the same to a queue and to the model, and compares all that can be seen after each step.</summary>
internal sealed class QueueScriptRunner : IDisposable
{
    private const int JitterSeed = 5;

    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new();
    private readonly WorkQueue<int> _queue;
    private readonly QueueModel _model = new(new Random(JitterSeed));
    private Task<int>? _taker;
    private CancellationTokenSource? _takerWaits;

    public QueueScriptRunner() => _queue = new(_time, new Random(JitterSeed));

    public async Task RunAsync(IReadOnlyList<QueueCommand> script)
    {
        foreach (var command in script)
        {
            await StepAsync(command);
            await CompareAsync();
        }

        await DrainAsync();
    }

    public void Dispose()
    {
        _queue.Dispose();
        _takerWaits?.Dispose();
    }

    private async Task StepAsync(QueueCommand command)
    {
        switch (command)
        {
            case QueueCommand.Add(var key):
                _queue.Add(key);
                _model.Add(key);
                break;
            case QueueCommand.AddAfter(var key, var delay):
                _queue.AddAfter(key, TimeSpan.FromMilliseconds(delay));
                _model.AddAfter(key, delay);
                break;
            case QueueCommand.AddWithBackoff(var key, var least):
                Assert.Equal(
                    TimeSpan.FromMilliseconds(_model.AddWithBackoff(key, least)),
                    _queue.AddWithBackoff(key, TimeSpan.FromMilliseconds(least)));
                break;
            case QueueCommand.Forget(var key):
                _queue.Forget(key);
                _model.Forget(key);
                break;
            case QueueCommand.Take when _taker is null:
                _takerWaits = new();
                _taker = _queue.TakeAsync(_takerWaits.Token).AsTask();
                Assert.Equal(_model.Depth > 0, _taker.IsCompleted);
                break;
            case QueueCommand.CancelTake when _taker is not null:
                await _takerWaits!.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _taker);
                _taker = null;
                break;
            case QueueCommand.Done(var index) when index < _model.Out.Count:
                Done(_model.Out[index]);
                break;
            case QueueCommand.Advance(var by):
                Advance(by);
                break;
        }
    }

    private async Task CompareAsync()
    {
        if (_taker is not null && _model.Depth > 0)
        {
            Assert.Equal(_model.Take(), await _taker.WaitAsync(TooLong));
            _taker = null;
        }

        Assert.False(_taker?.IsCompleted ?? false);
        Assert.Equal(_model.Depth, _queue.Depth);
        Assert.Equal(TimeSpan.FromMilliseconds(_model.Oldest), _queue.Oldest);
        Assert.Equal(_model.Remembered, _queue.Remembered);
    }

    /// <summary>All that was added comes out, and then nothing is remembered.</summary>
    private async Task DrainAsync()
    {
        while (_model.Remembered > 0)
        {
            foreach (var key in _model.Out.ToArray())
            {
                Done(key);
                _queue.Forget(key);
                _model.Forget(key);
            }

            if (_model.Depth == 0 && _model.IsDelayed)
            {
                Advance(_model.ToNextDue);
            }

            await StepAsync(new QueueCommand.Take());
            await CompareAsync();
            for (var key = 0; key < 4; key++)
            {
                _queue.Forget(key);
                _model.Forget(key);
            }
        }

        Assert.Equal(0, _queue.Remembered);
    }

    private void Done(int key)
    {
        _queue.Done(key);
        _model.Done(key);
    }

    private void Advance(long by)
    {
        _time.Advance(TimeSpan.FromMilliseconds(by));
        _model.Advance(by);
    }
}
