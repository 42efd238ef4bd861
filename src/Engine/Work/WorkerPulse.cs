using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>
/// How a worker is getting on, for whoever asks after its health. Written by its exchange thread alone, read by any thread without a lock; what
/// is read together may be of two moments.
/// </summary>
public sealed class WorkerPulse(TimeProvider time)
{
    private const int Unheard = -1;

    private readonly long _start = time.GetTimestamp();
    private long _lookedAt = time.GetTimestamp();
    private long _answeredAt;
    private int _state = Unheard;
    private bool _isWaiting;

    /// <summary>Since the exchange thread last looked at its slots and leases; it does at least once a second.</summary>
    public TimeSpan SinceLook => time.GetElapsedTime(Volatile.Read(ref _lookedAt));

    /// <summary>Since the ledger last answered, or since the start when it never has.</summary>
    public TimeSpan SinceAnswer => time.GetElapsedTime(HasAnswer ? Volatile.Read(ref _answeredAt) : _start);

    /// <summary>The ledger has answered at least once.</summary>
    public bool HasAnswer => Volatile.Read(ref _state) != Unheard;

    /// <summary>The job's state as last heard; null before.</summary>
    public JobState? State => Volatile.Read(ref _state) is var state && state == Unheard ? null : (JobState)state;

    /// <summary>A report has not been answered yet.</summary>
    public bool IsWaiting => Volatile.Read(ref _isWaiting);

    internal void Look(bool isWaiting)
    {
        Volatile.Write(ref _lookedAt, time.GetTimestamp());
        Volatile.Write(ref _isWaiting, isWaiting);
    }

    internal void Answer(JobState state)
    {
        Volatile.Write(ref _answeredAt, time.GetTimestamp());

        // Last, so that who sees a state also sees when it came.
        Volatile.Write(ref _state, (int)state);
    }
}
