using System.Net;
using ParallelJobs.Kubernetes.Controllers;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

public sealed class RequeueTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, (ReconcileResult Result, Exception? Failure, Requeue Requeue)> Cases = new(StringComparer.Ordinal)
    {
        ["what is done does not come again"] = (ReconcileResult.Done, null, Never(RequeueKind.Done)),
        ["what asks for it comes again then"] = (ReconcileResult.After(Minute), null, new Requeue(RequeueKind.After, true, false, Minute)),
        ["what asks to come again at once does"] = (ReconcileResult.After(default), null, new Requeue(RequeueKind.After, true, false, default)),
        ["a conflict backs off"] = (default, Refused(HttpStatusCode.Conflict), Backoff(RequeueKind.Conflict)),
        ["what exists already is a conflict"] = (default, Refused(HttpStatusCode.Conflict, "AlreadyExists"), Backoff(RequeueKind.Conflict)),
        ["no answer is transient"] = (default, new KubernetesException("", null, null), Backoff(RequeueKind.Transient)),
        ["a fault of the server is transient"] = (default, Refused(HttpStatusCode.InternalServerError), Backoff(RequeueKind.Transient)),
        ["too many requests wait as long as the server says"] =
            (default, Refused(HttpStatusCode.TooManyRequests, after: Minute), Backoff(RequeueKind.Transient, Minute)),
        ["nobody is waited for longer than five minutes"] =
            (default, Refused(HttpStatusCode.TooManyRequests, after: TimeSpan.FromDays(365)), Backoff(RequeueKind.Transient, 5 * Minute)),
        ["a refusal is an error"] = (default, Refused(HttpStatusCode.Forbidden), Backoff(RequeueKind.Error)),
        ["an object that does not pass is an error"] = (default, Refused(HttpStatusCode.UnprocessableEntity), Backoff(RequeueKind.Error)),
        ["an object that is gone meanwhile is an error"] = (default, Refused(HttpStatusCode.NotFound), Backoff(RequeueKind.Error)),
        ["a bug is an error"] = (default, new InvalidOperationException(), Backoff(RequeueKind.Error)),
        ["a time-out is an error"] = (default, new TimeoutException(), Backoff(RequeueKind.Error)),
        ["a cancellation by others is an error"] = (default, new OperationCanceledException(), Backoff(RequeueKind.Error)),
        ["what cannot be mended does not come again"] = (default, new TerminalException("never"), Never(RequeueKind.Terminal)),
        ["a failure counts more than a result"] = (ReconcileResult.After(Minute), new TerminalException("never"), Never(RequeueKind.Terminal)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_decided_by_how_the_reconcile_ended(string name) =>
        Assert.Equal(Cases[name].Requeue, Requeue.Decide(Cases[name].Result, Cases[name].Failure));

    private static Requeue Never(RequeueKind kind) => new Requeue(kind, false, false, TimeSpan.Zero);

    private static Requeue Backoff(RequeueKind kind, TimeSpan atLeast = default) => new Requeue(kind, true, true, atLeast);

    private static KubernetesException Refused(HttpStatusCode code, string? reason = null, TimeSpan? after = null) => new("", code, reason, after);
}
