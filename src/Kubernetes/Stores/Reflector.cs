using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Stores;

/// <summary>
/// Keeps one selection of a store equal to the API server's, for ever: lists all, then watches from there. It assumes nothing of a watch but the
/// order of its events: whatever breaks, it goes on from the last resourceVersion that it saw, or lists again and tells the difference.
/// </summary>
public sealed partial class Reflector<T>
    where T : class, IResource<T>
{
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(600);
    private static readonly TimeSpan IdleBeyond = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    private readonly KubernetesClient _client;
    private readonly StoreWriter<T> _writer;
    private readonly Selection _selection;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger<Reflector<T>> _logger;
    private readonly ReflectorBackoff _backoff;
    private string? _resourceVersion;
    private bool _inOnePage;
    private long _lastHeard;

    /// <param name="client">Any number of reflectors may share it.</param>
    /// <param name="store">It is not synced before this has listed once: make all reflectors of a store before the first runs.</param>
    /// <param name="selection">No object of it may be in that of another reflector of the store.</param>
    /// <param name="time">Of timeouts and backoff.</param>
    /// <param name="random">Of their jitter; it is used by one thread at a time.</param>
    /// <param name="logger">Failures are warnings.</param>
    public Reflector(KubernetesClient client, Store<T> store, Selection selection, TimeProvider time, Random random, ILogger<Reflector<T>> logger)
    {
        (_client, _selection, _time, _random, _logger) = (client, selection, time, random, logger);
        _writer = store.AddWriter();
        _backoff = new ReflectorBackoff(time, random);
        _lastHeard = time.GetTimestamp();
    }

    /// <summary>Since the last list, event or bookmark; servers send a bookmark about every minute. Safe to ask from any thread.</summary>
    public TimeSpan SinceLastHeard => _time.GetElapsedTime(Volatile.Read(ref _lastHeard));

    /// <summary>Never ends by itself, whatever the server does; throws only <see cref="OperationCanceledException"/>, when cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var failure = _resourceVersion is { } from
                ? await WatchOnceAsync(from, cancellationToken)
                : await ListOnceAsync(cancellationToken);
            if (failure is not null)
            {
                var delay = _backoff.Next(failure.RetryAfter);
                LogRestart(T.Type.Plural, _selection.Namespace ?? "*", failure.Message, delay.TotalSeconds);
                ReflectorInstruments.Restarted(T.Type.Kind, failure.Reason);
                await Task.Delay(delay, _time, cancellationToken);
            }
        }
    }

    /// <summary>Null when it went well.</summary>
    private async Task<ReflectorFailure?> ListOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var list = await (_inOnePage ? _client.ListAsync<T>(_selection, 0, cancellationToken) : _client.ListAsync<T>(_selection, cancellationToken));
            _writer.Replace(list.Items);
            (_resourceVersion, _inOnePage) = (list.Metadata.ResourceVersion, false);
            Heard();
            return null;
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Pages that took longer than the server remembers would take so again.
            _inOnePage = exception is KubernetesException { IsGone: true };
            return ReflectorFailure.Of("list", exception);
        }
    }

    /// <summary>Null when the next watch, or the list that is needed now, may begin at once.</summary>
    private async Task<ReflectorFailure?> WatchOnceAsync(string from, CancellationToken cancellationToken)
    {
        var timeout = ShortestWatch + (_random.NextDouble() * (LongestWatch - ShortestWatch));
        using var idle = new CancellationTokenSource(timeout + IdleBeyond, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, cancellationToken);
        var began = _time.GetTimestamp();
        try
        {
            await foreach (var change in _client.WatchAsync<T>(_selection, from, timeout, either.Token))
            {
                Write(change);
            }

            return _resourceVersion == from && _time.GetElapsedTime(began) < AtOnce ? ReflectorFailure.Empty : null;
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            LogIdle(T.Type.Plural, _selection.Namespace ?? "*");
            ReflectorInstruments.Restarted(T.Type.Kind, "Idle");
            return null;
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = ReflectorFailure.Of("watch", exception);
            _resourceVersion = failure.ListAgain ? null : _resourceVersion;
            return failure;
        }
    }

    private void Write(WatchEvent<T> change)
    {
        switch (change.Type)
        {
            case WatchEventType.Added or WatchEventType.Modified:
                _writer.Upsert(change.Object);
                break;
            case WatchEventType.Deleted:
                _writer.Remove(ResourceKey.Of(change.Object.Metadata));
                break;
            case WatchEventType.Bookmark:
                break;
        }

        // Only when it is written: else a failure between the two would lose it.
        _resourceVersion = change.Object.Metadata.ResourceVersion is { Length: > 0 } version ? version : _resourceVersion;
        Heard();
    }

    private void Heard() => Volatile.Write(ref _lastHeard, _time.GetTimestamp());
}
