using System.Net;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes;

/// <summary>
/// The API server refused a request, ended a watch with an error, or gave no answer. The message says what was tried on which object and what
/// the server answered, its own words included.
/// </summary>
public sealed class KubernetesException : Exception
{
    public KubernetesException(string message, HttpStatusCode? statusCode, string? reason, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner)
    {
        StatusCode = statusCode;
        Reason = reason;
        RetryAfter = retryAfter;
    }

    /// <summary>Null where no answer came: no connection, none that is trusted, or none in time.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>The server's word for programs ("NotFound", "AlreadyExists", "Expired", …); null where it gave none.</summary>
    public string? Reason { get; }

    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The server's own sentence, whole; null where it gave none.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>Of an object that is refused: each field that is wrong.</summary>
    public IReadOnlyList<StatusCause> Causes { get; init; } = [];

    public bool IsUnreachable => StatusCode is null;

    public bool IsNotFound => StatusCode is HttpStatusCode.NotFound;

    /// <summary>Somebody else changed, made or manages what was written; read again, then decide again.</summary>
    public bool IsConflict => StatusCode is HttpStatusCode.Conflict;

    public bool AlreadyExists => IsConflict && Reason is "AlreadyExists";

    /// <summary>The resourceVersion or the continue token is too old: list again.</summary>
    public bool IsGone => StatusCode is HttpStatusCode.Gone;

    public bool IsForbidden => StatusCode is HttpStatusCode.Forbidden;

    public bool IsUnauthorized => StatusCode is HttpStatusCode.Unauthorized;

    /// <summary>The same request may succeed later, unchanged: no answer, too many requests, or a fault of the server.</summary>
    public bool IsTransient =>
        StatusCode is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}
