using System.Net;
using System.Text.Json;

namespace ParallelJobs.Kubernetes.Stores;

/// <summary>Why a reflector has to wait before it goes on, and with what it goes on.</summary>
/// <param name="Reason">One word, for metrics.</param>
/// <param name="Message">For the log.</param>
/// <param name="ListAgain">The server does not go on from the last resourceVersion; else it is watched from there.</param>
/// <param name="RetryAfter">What the server asked for.</param>
internal sealed record ReflectorFailure(string Reason, string Message, bool ListAgain, TimeSpan? RetryAfter)
{
    /// <summary>A server that ends watches at once would else be asked without pause.</summary>
    public static ReflectorFailure Empty { get; } = new("Empty", "the watch ended at once without an event", ListAgain: false, RetryAfter: null);

    public static ReflectorFailure Of(string verb, Exception exception) => exception switch
    {
        // Asked from the same resourceVersion, the server would send it again, even when the object has long been mended.
        KubernetesException { InnerException: JsonException } garbled =>
            new ReflectorFailure("Garbled", garbled.Message, ListAgain: true, RetryAfter: null),
        KubernetesException refused => Of(refused, verb, listAgain: !Passes(refused.StatusCode)),
        // A fault of this program's own, a handler of changes that throws perhaps: what it had to write is written by the list.
        _ => new ReflectorFailure("Fault", $"{verb}: {exception}", ListAgain: true, RetryAfter: null),
    };

    /// <summary>
    /// The connection broke, the server or what stands before it is too busy, or this program may not, for now: a list would fail alike. Whatever else
    /// there is may have to do with the resourceVersion, and could be so for ever.
    /// </summary>
    private static bool Passes(HttpStatusCode? status) => status is null
        or HttpStatusCode.Unauthorized
        or HttpStatusCode.Forbidden
        or HttpStatusCode.RequestTimeout
        or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable;

    private static ReflectorFailure Of(KubernetesException exception, string verb, bool listAgain)
    {
        var reason = exception switch
        {
            { IsUnreachable: true } => "Unreachable",
            { IsGone: true } => "Expired",
            _ => exception.Reason ?? $"{exception.StatusCode}",
        };
        return new ReflectorFailure(reason, exception.Message, listAgain, exception.RetryAfter);
    }
}
