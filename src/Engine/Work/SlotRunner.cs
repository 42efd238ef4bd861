using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Faults;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// One slot's thread: takes positions from the feed, has them computed, and leaves the outcome for the exchange thread. It never
/// talks to the ledger.
/// </summary>
internal sealed class SlotRunner : ILeafSink
{
    private readonly Func<ISlot> _create;
    private readonly LeafFeed _feed;
    private readonly OutcomeBuffer _outcomes;
    private readonly Action _report;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private CancellationTokenSource _cancellation = new();
    private HeldLease? _lease;
    private PositionRange _taken;
    private long _unaccounted;
    private PositionRange _running;
    private string? _timeout;
    private long _computeTicks;
    private long _computedLeaves;
    private long _lastComputed;
    private volatile ISlot? _slot;
    private volatile bool _ended;

    /// <param name="name">Of the thread.</param>
    /// <param name="create">Makes the slot, on the slot's own thread.</param>
    /// <param name="feed">Where positions come from.</param>
    /// <param name="outcomes">Where results go.</param>
    /// <param name="clock">The slot's own.</param>
    /// <param name="report">Called when something should be reported without delay.</param>
    public SlotRunner(string name, Func<ISlot> create, LeafFeed feed, OutcomeBuffer outcomes, SlotClock clock, Action report)
    {
        (_create, _feed, _outcomes, Clock, _report) = (create, feed, outcomes, clock, report);
        _thread = new Thread(Run) { Name = name, IsBackground = true };
    }

    public SlotClock Clock { get; }

    /// <summary>Leaves computed so far, and the clock's ticks that they took.</summary>
    public (long Leaves, long Ticks) Computed => (Volatile.Read(ref _computedLeaves), Volatile.Read(ref _computeTicks));

    /// <summary>When the last leaf ended.</summary>
    public long LastComputed => Volatile.Read(ref _lastComputed);

    /// <summary>What the system charged to whoever computes; as it last was, once the slot has ended.</summary>
    public SlotUsage Usage => _slot?.Usage ?? SlotUsage.None;

    public bool HasEnded => _ended;

    /// <summary>What ended the slot for good; null as long as it is well.</summary>
    public Exception? Fault { get; private set; }

    public void Start() => _thread.Start();

    /// <summary>
    /// Waits for the thread, but no longer than <paramref name="atMost"/>; false when it is still computing. One for which the system had
    /// no thread left has nothing to wait for.
    /// </summary>
    public bool Join(TimeSpan atMost) => _thread.ThreadState.HasFlag(ThreadState.Unstarted) || _thread.Join(atMost);

    public IReadOnlyList<LeaseOutcome> Collect() => _outcomes.Collect();

    /// <summary>What the kernel is computing and since when; null when nothing.</summary>
    public SlotActivity? Activity
    {
        get
        {
            lock (_gate)
            {
                return _lease is { } lease && _running.Length > 0
                    ? new SlotActivity(lease, _running, _taken with { Start = _running.Start }, Clock.Since, _timeout is not null)
                    : null;
            }
        }
    }

    /// <summary>Cancels what is being computed if it belongs to <paramref name="lease"/> (to any, if null).</summary>
    public void Cancel(HeldLease? lease)
    {
        // Under the lock, so that no lease but the one meant can be hit. What hangs on the token is a wait handle or a kill, never more.
        lock (_gate)
        {
            if (_lease is not null && (lease is null || ReferenceEquals(_lease, lease)))
            {
                _cancellation.Cancel();
            }
        }
    }

    /// <summary>Cancels what runs too long, if it still runs; it has failed, for <paramref name="reason"/>.</summary>
    public void TimeOut(SlotActivity activity, string reason)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_lease, activity.Lease) && _running == activity.Running)
            {
                _timeout = reason;
                _cancellation.Cancel();
            }
        }
    }

    /// <summary>
    /// Gives up a slot that does not heed its cancellation: its leaf has failed, whatever it may still say is not heard.
    /// </summary>
    public IReadOnlyList<LeaseOutcome> GiveUp(SlotActivity stuck)
    {
        Abandon(stuck.Lease, stuck.Unfinished, stuck.Running);
        return _outcomes.Close();
    }

    private void Run()
    {
        try
        {
            using var slot = _create();
            _slot = slot;
            while (TakeOrWait(out var lease, out var positions))
            {
                var cancellation = Enter(lease, positions);
                PassFailpoint(Failpoint.BeforeCompute);
                slot.Compute(positions, this, cancellation);
                PassFailpoint(Failpoint.AfterCompute);
                Leave();
            }
        }
#pragma warning disable CA1031 // The work loop decides what a broken slot means; an exception on a thread of our own would end the program.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (_lease is { } lease)
            {
                _outcomes.Abandon(lease, _unaccounted);
            }

            Fault = e;
            _report();
        }
        finally
        {
            _ended = true;
            lock (_gate)
            {
                _lease = null;
                _cancellation.Dispose();
            }
        }
    }

    /// <summary>A slot has no connection that it could lose, so only what befalls the whole process has an effect here.</summary>
    private static void PassFailpoint(Failpoint point)
    {
        if (Failpoints.AreSet)
        {
            _ = Failpoints.Hit(point);
        }
    }

    private bool TakeOrWait(out HeldLease lease, out PositionRange positions)
    {
        while (!_feed.TryTake(out lease, out positions))
        {
            Clock.Charge(SlotPhase.Dispatch);
            if (!_feed.WaitForMore())
            {
                return false;
            }

            Clock.Charge(SlotPhase.Lease);
        }

        return true;
    }

    private CancellationToken Enter(HeldLease lease, PositionRange positions)
    {
        lock (_gate)
        {
            (_lease, _taken, _running, _timeout, _unaccounted) = (lease, positions, default, null, positions.Length);
            if (!_cancellation.TryReset())
            {
                _cancellation = new CancellationTokenSource();
            }

            return _cancellation.Token;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            (_lease, _running) = (null, default);
        }
    }

    void ILeafSink.Begin(PositionRange positions)
    {
        Clock.Charge(SlotPhase.Dispatch);
        lock (_gate)
        {
            // A timeout was meant for what ran before.
            (_running, _timeout) = (positions, null);
        }
    }

    void ILeafSink.Done(PositionRange positions, IPartial contribution)
    {
        var ticks = Clock.Charge(SlotPhase.Compute);
        _unaccounted -= positions.Length;
        _outcomes.Done(_lease!, new ReadOnlySpan<PositionRange>(in positions), contribution, ticks);
        Count(positions.Length, ticks);
    }

    void ILeafSink.Done(PositionSet positions, IPartial contribution, long computeTicks)
    {
        var ticks = Clock.ChargeShared(computeTicks);
        _unaccounted -= positions.Size;
        _outcomes.Done(_lease!, [.. positions], contribution, ticks);
        Count(positions.Size, ticks);
    }

    void ILeafSink.Fail(long position, string message)
    {
        Clock.Charge(SlotPhase.Compute);
        _unaccounted--;
        _outcomes.Fail(_lease!, new LeafFailure(position, message));
        _report();
    }

    void ILeafSink.Abandon(PositionRange positions)
    {
        Clock.Charge(SlotPhase.Compute);
        _unaccounted -= positions.Length;
        Abandon(_lease!, positions, _running);
        _report();
    }

    private void Abandon(HeldLease lease, PositionRange positions, PositionRange running)
    {
        var abandoned = positions.Length;
        if (_timeout is { } timeout && positions.Contains(running.Start))
        {
            var named = running.Length == 1;
            abandoned -= named ? 1 : 0;
            _outcomes.Fail(lease, new LeafFailure(named ? running.Start : null, timeout));
        }

        _outcomes.Abandon(lease, abandoned);
    }

    private void Count(long leaves, long ticks)
    {
        Volatile.Write(ref _computeTicks, _computeTicks + ticks);
        Volatile.Write(ref _lastComputed, Clock.Since);

        // Last, and after the outcome is there, so that who sees the leaves counted can also collect them.
        Volatile.Write(ref _computedLeaves, _computedLeaves + leaves);
    }
}
