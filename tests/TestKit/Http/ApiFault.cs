using System.Net;
using System.Text.Json.Nodes;

namespace ParallelJobs.TestKit.Http;

/// <summary>What becomes of a request. Immutable.</summary>
public sealed record ApiFault
{
    private ApiFault()
    {
    }

    /// <summary>Never answered; the connection stays open.</summary>
    public static ApiFault Hang { get; } = new() { Hangs = true };

    /// <summary>The connection breaks before the server hears of the request.</summary>
    public static ApiFault Break { get; } = new() { Breaks = true };

    /// <summary>The server carries it out, and the connection breaks before the answer.</summary>
    public static ApiFault LoseAnswer { get; } = new() { Breaks = true, Forwards = true };

    /// <summary>Answered like this, the server does not hear of it.</summary>
    internal HttpStatusCode? Status { get; private init; }

    internal string Body { get; private init; } = "";

    internal string ContentType { get; private init; } = "application/json";

    internal TimeSpan? RetryAfter { get; private init; }

    internal bool Hangs { get; private init; }

    internal bool Breaks { get; private init; }

    internal bool Forwards { get; private init; }

    /// <summary>What is awaited first.</summary>
    internal Task Held { get; private init; } = Task.CompletedTask;

    /// <summary>Asked before the server hears of the request: whether the connection breaks here.</summary>
    internal Func<Task<bool>>? BreaksBefore { get; private init; }

    /// <summary>Asked when the server has answered so.</summary>
    internal Func<HttpStatusCode, Task<bool>>? BreaksAfter { get; private init; }

    /// <summary>Not null: the answer breaks off after so many bytes of its body.</summary>
    internal long? CutAfter { get; private init; }

    /// <summary>Not null: the answer breaks off after so many lines of its body, each an event of a watch.</summary>
    internal int? CutAfterLines { get; private init; }

    internal Drip? Drip { get; private init; }

    /// <summary>The server refuses, with a Status object as its real answers have.</summary>
    public static ApiFault Answer(HttpStatusCode code, string reason, string message = "as the test says", TimeSpan? retryAfter = null) =>
        new() { Status = code, Body = StatusObject(code, reason, message).ToJsonString(), RetryAfter = retryAfter };

    /// <summary>Answered by something that is no API server.</summary>
    public static ApiFault Html(HttpStatusCode code, string body = "<html>\n<body>Bad Gateway</body>\n</html>\n") =>
        new() { Status = code, Body = body, ContentType = "text/html" };

    /// <summary>A success of any shape: what is no JSON, or a watch of these lines that ends at once.</summary>
    public static ApiFault Succeed(string body) => new() { Status = HttpStatusCode.OK, Body = body };

    /// <summary>Carried out only when the task has ended.</summary>
    public static ApiFault HoldUntil(Task released) => new() { Held = released, Forwards = true };

    /// <summary>The connection breaks before the server hears of the request, where this says so; it may do anything meanwhile, say kill the client.</summary>
    public static ApiFault BreakWhere(Func<Task<bool>> breaks) => new() { BreaksBefore = breaks, Forwards = true };

    /// <summary>The server carries it out, and the connection breaks before the answer, where this says so of its code; it may do anything meanwhile.</summary>
    public static ApiFault LoseAnswerWhere(Func<HttpStatusCode, Task<bool>> loses) => new() { BreaksAfter = loses, Forwards = true };

    /// <summary>The answer's body breaks off after so many bytes.</summary>
    public static ApiFault CutBody(long afterBytes) => new() { CutAfter = afterBytes, Forwards = true };

    /// <summary>A watch breaks off after so many events.</summary>
    public static ApiFault CutWatch(int afterEvents) => new() { CutAfterLines = afterEvents, Forwards = true };

    /// <summary>The answer's body comes drop by drop, as the test lets it.</summary>
    public static ApiFault Slow(Drip drip) => new() { Drip = drip, Forwards = true };

    /// <summary>The line of a watch by which a server says that the resourceVersion is too old.</summary>
    public static string ExpiredEvent { get; } = new JsonObject
    {
        ["type"] = "ERROR",
        ["object"] = StatusObject(HttpStatusCode.Gone, "Expired", "too old resource version: 1 (2)"),
    }.ToJsonString();

    internal static JsonObject StatusObject(HttpStatusCode code, string reason, string message) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = message,
        ["reason"] = reason,
        ["code"] = (int)code,
    };
}
