using Microsoft.Extensions.Logging;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Events;

/// <summary>
/// Writes events about objects for people to read, in the background and as far as that is possible: an event that cannot be written is logged
/// and lost. Equal ones are one event that is counted.
/// </summary>
public sealed class EventRecorder(KubernetesClient client, string controller, string instance, TimeProvider time, ILogger<EventRecorder> logger)
{
    /// <summary>Never waits and never fails.</summary>
    public void Record(ObjectReference regarding, EventSeverity severity, string reason, string action, string note) =>
        throw new NotImplementedException($"{client}{controller}{instance}{time}{logger}{regarding}{severity}{reason}{action}{note}");

    /// <summary>Writes what is recorded until cancelled, and then what is still there, for at most five seconds.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
