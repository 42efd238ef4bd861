namespace ParallelJobs.Kubernetes.Events;

/// <summary>The type of an event.</summary>
public enum EventSeverity
{
    Normal,

    /// <summary>Somebody should look at it.</summary>
    Warning,
}
