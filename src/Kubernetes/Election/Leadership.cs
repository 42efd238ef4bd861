namespace ParallelJobs.Kubernetes.Election;

/// <summary>What a leader holds while it leads. Safe for use by several threads.</summary>
public sealed class Leadership
{
    /// <summary>Cancelled when leadership is lost or given up.</summary>
    public CancellationToken Token => throw new NotImplementedException();

    /// <summary>
    /// Computed from the clock at every call: false at once in a process that was stopped beyond its deadline and goes on, even before its timers
    /// have fired and the token is cancelled.
    /// </summary>
    public bool IsHeld => throw new NotImplementedException();

    /// <summary>How often the lease had changed hands when this began: a later leader has a higher one.</summary>
    public int Epoch => throw new NotImplementedException();

    /// <summary>To be called right before each write.</summary>
    /// <exception cref="OperationCanceledException">It is held no more.</exception>
    public void ThrowIfLost() => throw new NotImplementedException();
}
