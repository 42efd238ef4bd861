using System.Runtime.InteropServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Events;

/// <summary>
/// Writes events about objects for people to read, in the background and as far as that is possible: an event that cannot be written is logged
/// and lost. Equal ones (of one object, severity, reason, action and note) that come within ten minutes of each other are one event that is
/// counted. An object has 25 events at once and one more every five minutes. Recording is safe for use by several threads.
/// </summary>
/// <param name="client">Not one that writes only while it leads: the last events are written after that.</param>
/// <param name="controller">The program: "example.org/operator".</param>
/// <param name="instance">Which of its processes: the pod's name.</param>
public sealed partial class EventRecorder(KubernetesClient client, string controller, string instance, TimeProvider time, ILogger<EventRecorder> logger)
{
    internal const int BufferSize = 1000;

    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly Channel<Observation> _buffer =
        Channel.CreateBounded<Observation>(new BoundedChannelOptions(BufferSize) { SingleReader = true });
    private readonly EventBook _book = new();
    private readonly long _start = time.GetTimestamp();
    private int _dropped;

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Never waits and never fails. While too many wait to be written, new ones are lost.</summary>
    /// <param name="regarding">The object.</param>
    /// <param name="severity">Whether somebody should look at it.</param>
    /// <param name="reason">Why, in one word of UpperCamelCase.</param>
    /// <param name="action">What was done, in one word of UpperCamelCase.</param>
    /// <param name="note">A sentence; cut where it is longer than 1,024 bytes.</param>
    public void Record(ObjectReference regarding, EventSeverity severity, string reason, string action, string note)
    {
        var key = new EventKey(regarding with { ResourceVersion = null }, severity, reason, action, EventText.Note(note));
        if (!_buffer.Writer.TryWrite(new Observation(key, time.GetUtcNow())))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>
    /// Writes what is recorded until cancelled, and then what is still there, for at most five seconds; then it returns. To be run once at a time.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var ending = cancellationToken.Register(() => end.CancelAfter(FlushTime));
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await StepAsync(end.Token, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await FlushAsync(end.Token);
        }
    }

    /// <summary>Writes first, so that what cannot be written yet waits in the buffer, which is bounded.</summary>
    private async Task StepAsync(CancellationToken end, CancellationToken cancellationToken)
    {
        if (_book.TakeDue(Now) is { } due)
        {
            if (await WriteAsync(due, end) is { } pause)
            {
                TryAgain(due, pause);
                // What one write met, the next one would.
                await Task.Delay(pause, time, cancellationToken);
            }
        }
        else if (_buffer.Reader.TryRead(out var observation))
        {
            Observe(observation);
        }
        else
        {
            await WaitAsync(_book.NextWrite - Now, cancellationToken);
        }
    }

    private async Task FlushAsync(CancellationToken end)
    {
        while (_buffer.Reader.TryRead(out var observation))
        {
            Observe(observation);
        }

        var lost = 0;
        while (_book.TakeDue(TimeSpan.MaxValue) is { } pending)
        {
            if (end.IsCancellationRequested || await WriteAsync(pending, end) is not null)
            {
                _book.Lost(pending);
                lost++;
            }
        }

        if (lost > 0)
        {
            NotFlushed(lost);
        }
    }

    private void Observe(Observation observation)
    {
        if (Interlocked.Exchange(ref _dropped, 0) is var dropped and > 0)
        {
            BufferFull(dropped);
        }

        if (!_book.Observe(observation.Key, observation.At, Now))
        {
            TooMany(observation.Key.Regarding.Kind, observation.Key.Regarding.Name, observation.Key.Reason, observation.Key.Note);
        }
    }

    private void TryAgain(RecordedEvent failed, TimeSpan after)
    {
        if (!_book.Again(failed, Now + after))
        {
            Lost(failed.Namespace, failed.Key.Regarding.Name, failed.Key.Reason, failed.Key.Note, $"failed {EventBook.MostFailures} times");
        }
    }

    /// <summary>Until something is recorded, or so long; for ever where that is null.</summary>
    private async Task WaitAsync(TimeSpan? delay, CancellationToken cancellationToken)
    {
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        using var due = new CancellationTokenSource(delay ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            await _buffer.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It is time to write.
        }
    }

    /// <summary>After how long to try again; null when there is nothing more to do, because it is written or cannot be.</summary>
    private async Task<TimeSpan?> WriteAsync(RecordedEvent due, CancellationToken end)
    {
        try
        {
            await (due.IsCreated ? PatchAsync(due, end) : CreateAsync(due, end));
            due.Written(Now);
            return null;
        }
        catch (KubernetesException exception) when (exception.IsTransient || exception.IsConflict)
        {
            NotNow(due.Namespace, due.Name, exception.Message);
            var pause = exception.RetryAfter ?? TimeSpan.Zero;
            return pause < EventBook.Pace ? EventBook.Pace : pause < LongestPause ? pause : LongestPause;
        }
        catch (KubernetesException exception)
        {
            // Not allowed, or the namespace is going, or the event is none for this server.
            _book.Lost(due);
            Lost(due.Namespace, due.Key.Regarding.Name, due.Key.Reason, due.Key.Note, exception.Message);
            return null;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return EventBook.Pace;
        }
    }

    private async Task CreateAsync(RecordedEvent @new, CancellationToken end)
    {
        try
        {
            await client.CreateAsync(@new.ToEvent(controller, instance), options: null, end);
        }
        catch (KubernetesException exception) when (exception.AlreadyExists)
        {
            // An earlier attempt came through and its answer did not; what has come since is still to be counted.
            if (@new.Count > 1)
            {
                await client.PatchAsync<Event>(@new.Namespace, @new.Name, @new.ToPatch(), cancellationToken: end);
            }
        }
    }

    private async Task PatchAsync(RecordedEvent known, CancellationToken end)
    {
        try
        {
            await client.PatchAsync<Event>(known.Namespace, known.Name, known.ToPatch(), cancellationToken: end);
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            // It is older than servers keep events, or somebody deleted it.
            await client.CreateAsync(known.ToEvent(controller, instance), options: null, end);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Observation(EventKey Key, DateTimeOffset At);
}
