using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Stores;

public sealed partial class Reflector<T>
{
    [LoggerMessage(LogLevel.Warning, "Watching {Plural} of namespace {Namespace}: {Failure}; again in {Seconds:0.0} s")]
    private partial void LogRestart(string plural, string @namespace, string failure, double seconds);

    [LoggerMessage(LogLevel.Warning, "Watching {Plural} of namespace {Namespace}: nothing came beyond the time after which the server was to end it; again")]
    private partial void LogIdle(string plural, string @namespace);
}
