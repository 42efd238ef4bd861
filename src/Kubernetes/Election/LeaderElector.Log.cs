using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Election;

public sealed partial class LeaderElector
{
    [LoggerMessage(1, LogLevel.Information, "lease {Lease}: {Leader} leads, waiting")]
    private partial void LogFollows(string lease, string leader);

    [LoggerMessage(2, LogLevel.Information, "lease {Lease}: {Identity} leads from now on, epoch {Epoch}")]
    private partial void LogLeads(string lease, string identity, int epoch);

    [LoggerMessage(3, LogLevel.Information, "lease {Lease}: epoch {Epoch} ended in order")]
    private partial void LogEnded(string lease, int epoch);

    [LoggerMessage(4, LogLevel.Error, "lease {Lease}: epoch {Epoch} is lost, waiting for the work to end; the holder seen last is {Holder}")]
    private partial void LogLost(string lease, int epoch, string? holder);

    [LoggerMessage(5, LogLevel.Warning, "lease {Lease} cannot be released and will run out by itself: {Reason}")]
    private partial void LogNotReleased(string lease, string reason);

    [LoggerMessage(6, LogLevel.Warning, "lease {Lease}: {Reason}")]
    private partial void LogFails(string lease, string reason);

    [LoggerMessage(7, LogLevel.Debug, "lease {Lease}, attempt {Attempt} in a row: {Reason}")]
    private partial void LogStillFails(string lease, int attempt, string reason);

    [LoggerMessage(8, LogLevel.Information, "lease {Lease}: the API server answers again, after {Failures} attempts that failed")]
    private partial void LogAnswersAgain(string lease, int failures);
}
