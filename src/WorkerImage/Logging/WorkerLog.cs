using Microsoft.Extensions.Logging;

namespace ParallelJobs.WorkerImage.Logging;

/// <summary>All that the worker program says.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(1, LogLevel.Information, "worker {Worker} of job {Job}: kernel {Kernel}, {Slots} slots, mode {Mode}, queue {Queue}")]
    public static partial void Started(this ILogger log, string worker, Guid job, string kernel, int slots, string mode, string queue);

    [LoggerMessage(2, LogLevel.Information, "{Signal}: finishing the leaves under way, at most {Seconds} s; a second signal ends at once")]
    public static partial void Stopping(this ILogger log, string signal, double seconds);

    [LoggerMessage(3, LogLevel.Warning, "the queue cannot be reached, results are kept and offered again: {Reason}")]
    public static partial void QueueAway(this ILogger log, string reason);

    [LoggerMessage(4, LogLevel.Information, "the queue answers again after {Seconds:0.0} s")]
    public static partial void QueueBack(this ILogger log, double seconds);

    [LoggerMessage(5, LogLevel.Information, "exit {Code}: {Reason}")]
    public static partial void Ended(this ILogger log, int code, string reason);

    [LoggerMessage(6, LogLevel.Error, "exit {Code}: {Reason}")]
    public static partial void EndedInError(this ILogger log, int code, string reason);

    [LoggerMessage(7, LogLevel.Critical, "exit {Code}: a fault of the program")]
    public static partial void Crashed(this ILogger log, Exception exception, int code);
}
