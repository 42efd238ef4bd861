using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Controllers;

public sealed partial class Controller<TKey>
{
    /// <param name="again">When the key comes again, where it does.</param>
    private void Log(TKey key, RequeueKind result, Exception? failure, TimeSpan again)
    {
        switch (result)
        {
            case RequeueKind.Done:
                Reconciled(options.Name, key);
                break;
            case RequeueKind.After:
                Looked(options.Name, key, again.TotalSeconds);
                break;
            case RequeueKind.Conflict:
                Conflicted(options.Name, key, again.TotalSeconds, failure!.Message);
                break;
            case RequeueKind.Transient:
                Postponed(options.Name, key, again.TotalSeconds, failure!.Message);
                break;
            case RequeueKind.Error:
                Failed(failure!, options.Name, key, again.TotalSeconds);
                break;
            case RequeueKind.Terminal:
                GaveUp(failure!, options.Name, key);
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "{Controller} {Key}: changed by somebody else, again in {Seconds:0.0} s: {Reason}")]
    private partial void Conflicted(string controller, TKey key, double seconds, string reason);

    [LoggerMessage(2, LogLevel.Warning, "{Controller} {Key}: again in {Seconds:0.0} s: {Reason}")]
    private partial void Postponed(string controller, TKey key, double seconds, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Controller} {Key}: failed, again in {Seconds:0.0} s")]
    private partial void Failed(Exception failure, string controller, TKey key, double seconds);

    [LoggerMessage(4, LogLevel.Error, "{Controller} {Key}: failed, not again until something changes")]
    private partial void GaveUp(Exception failure, string controller, TKey key);

    [LoggerMessage(5, LogLevel.Debug, "{Controller} {Key}: done")]
    private partial void Reconciled(string controller, TKey key);

    [LoggerMessage(6, LogLevel.Debug, "{Controller} {Key}: done, again in {Seconds:0.0} s")]
    private partial void Looked(string controller, TKey key, double seconds);
}
