using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Events;

public sealed partial class EventRecorder
{
    [LoggerMessage(1, LogLevel.Warning, "event lost, {Namespace}/{Name} {Reason} \"{Note}\": {Cause}")]
    private partial void Lost(string @namespace, string? name, string reason, string note, string cause);

    [LoggerMessage(2, LogLevel.Debug, "event {Namespace}/{Name} not written yet: {Cause}")]
    private partial void NotNow(string @namespace, string name, string cause);

    [LoggerMessage(3, LogLevel.Debug, "event lost, {Kind} {Name} has had too many: {Reason} \"{Note}\"")]
    private partial void TooMany(string? kind, string? name, string reason, string note);

    [LoggerMessage(4, LogLevel.Warning, "{Count} events lost: they came faster than they could be written")]
    private partial void BufferFull(int count);

    [LoggerMessage(5, LogLevel.Warning, "{Count} events lost: they could not be written in the time after the end")]
    private partial void NotFlushed(int count);
}
