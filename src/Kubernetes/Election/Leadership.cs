using System.Diagnostics.CodeAnalysis;

namespace ParallelJobs.Kubernetes.Election;

/// <summary>
/// What a leader holds while it leads: the right to act, lent until a moment of this machine's monotonic clock and prolonged by each renewal.
/// What is lost stays lost. Safe for use by several threads.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Once cancelled, as every leadership is at its end, the source holds nothing.")]
public sealed class Leadership
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _renewDeadline;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer? _expiry;
    private TimeSpan _renewedAt;
    private bool _ended;

    /// <param name="time">Whose monotonic clock counts.</param>
    /// <param name="renewedAt">The moment before the request was sent that acquired the lease.</param>
    /// <param name="renewDeadline">So long after the latest renewal it is held.</param>
    /// <param name="epoch">The lease's count.</param>
    internal Leadership(TimeProvider time, TimeSpan renewedAt, TimeSpan renewDeadline, int epoch)
    {
        (_time, _renewedAt, _renewDeadline, Epoch) = (time, renewedAt, renewDeadline, epoch);
        _expiry = time.CreateTimer(_ => EndIfOverdue(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        EndIfOverdue();
    }

    private Leadership() => (_time, _renewDeadline) = (TimeProvider.System, TimeSpan.MaxValue);

    /// <summary>Of a program that runs alone and contends for nothing: held for ever, of epoch 0.</summary>
    public static Leadership Always { get; } = new();

    /// <summary>
    /// Cancelled when leadership is lost or is to be given up: the work has to end. While it is given up the lease goes on being renewed until the
    /// work has ended, so <see cref="IsHeld"/> may still be true, and what was begun may be finished.
    /// </summary>
    public CancellationToken Token => _stopping.Token;

    /// <summary>
    /// Computed from the clock at every call: false at once in a process that was stopped beyond its deadline and goes on, even before its timers
    /// have fired and the token is cancelled. Once false it stays so.
    /// </summary>
    public bool IsHeld => Remaining > TimeSpan.Zero;

    /// <summary>Which time of leadership this is: later ones of the same lease have higher numbers, whoever leads.</summary>
    public int Epoch { get; }

    /// <summary>For how long it is held if it is never renewed again; zero when it is held no more.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            lock (_lock)
            {
                var left = _renewDeadline - (_time.Monotonic() - _renewedAt);
                return _ended || left < TimeSpan.Zero ? TimeSpan.Zero : left;
            }
        }
    }

    /// <summary>To be called right before each write.</summary>
    /// <exception cref="OperationCanceledException">It is held no more.</exception>
    public void ThrowIfLost()
    {
        if (!IsHeld)
        {
            throw new OperationCanceledException("the leadership is lost", Token);
        }
    }

    /// <summary>Held again for the whole deadline, from the moment before the renewal was sent; nothing happens when it is lost already.</summary>
    internal void Prolong(TimeSpan renewedAt)
    {
        lock (_lock)
        {
            if (!IsHeld)
            {
                return;
            }

            _renewedAt = renewedAt;
        }

        EndIfOverdue();
    }

    /// <summary>Tells the work to end; it is held on.</summary>
    internal void Stop() => _stopping.Cancel();

    /// <summary>Held no more, from now on.</summary>
    internal void End()
    {
        lock (_lock)
        {
            _ended = true;
        }

        _expiry?.Dispose();
        Stop();
    }

    // A timer may fire a little early, or late, when it has been renewed meanwhile: only the clock decides.
    private void EndIfOverdue()
    {
        if (Remaining is { Ticks: > 0 } remaining)
        {
            _expiry?.Change(remaining.WholeMilliseconds(), Timeout.InfiniteTimeSpan);
        }
        else
        {
            End();
        }
    }
}
