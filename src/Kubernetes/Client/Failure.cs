using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes;

/// <summary>Makes the exceptions of requests.</summary>
internal static class Failure
{
    private const int LongestBody = 64 * 1024;
    private const int LongestMessage = 512;

    /// <summary>What the layers below throw when a connection fails; also a body that ends early or is not JSON.</summary>
    public static bool IsOfConnection(Exception exception) =>
        exception is HttpRequestException or HttpIOException or IOException or SocketException or AuthenticationException or JsonException;

    public static async Task<KubernetesException> OfAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await BeginningAsync(response, cancellationToken);
        var status = Parse(body);
        var words = status?.Message ?? (Encoding.UTF8.GetString(body) is { Length: > 0 } text ? text : response.ReasonPhrase ?? "");
        var request = response.RequestMessage!;
        return new KubernetesException(
            $"{Words(request)}: {(int)response.StatusCode} {Shortened(words)}",
            response.StatusCode,
            status?.Reason,
            RetryAfter(response, status, time))
        {
            ServerMessage = status?.Message,
            Causes = status?.Details?.Causes ?? [],
        };
    }

    /// <summary>The object of an ERROR event in a watch, as the exception that the same failure is as an answer.</summary>
    public static KubernetesException OfWatch(string path, ReadOnlySpan<byte> json)
    {
        var status = Parse(json);
        var code = status?.Code is { } number ? (HttpStatusCode)number : HttpStatusCode.InternalServerError;
        var after = status?.Details?.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return new KubernetesException($"watch {path}: {(int)code} {Shortened(status?.Message ?? Encoding.UTF8.GetString(json))}", code, status?.Reason, after);
    }

    public static KubernetesException Unreachable(HttpRequestMessage request, Exception exception) =>
        new($"{Words(request)}: {Innermost(exception)}", statusCode: null, reason: null, inner: exception);

    /// <summary>One step of reading an answer that goes on, under the same rule.</summary>
    public static async ValueTask<bool> OfReadingAsync(string path, Func<ValueTask<bool>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step();
        }
        catch (Exception exception) when (IsOfConnection(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new KubernetesException($"watch {path}: {Innermost(exception)}", statusCode: null, reason: null, inner: exception);
        }
    }

    public static KubernetesException Timeout(HttpRequestMessage request, TimeSpan within, Exception exception) =>
        new($"{Words(request)}: no answer within {within.TotalSeconds:0.#} s", statusCode: null, "Timeout", inner: exception);

    /// <summary>What failed in the end; the layers above only say that something did.</summary>
    public static string Innermost(Exception exception)
    {
        List<string> messages = [];
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (!messages.Contains(cause.Message, StringComparer.Ordinal))
            {
                messages.Add(cause.Message);
            }
        }

        return string.Join(" ", messages);
    }

    private static string Words(HttpRequestMessage request) =>
        $"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)}";

    private static Status? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, KubernetesJson.Default.Status);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, Status? status, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var after = header?.Delta ?? header?.Date - time.GetUtcNow();
        after ??= status?.Details?.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        return after > TimeSpan.Zero ? after : null;
    }

    private static string Shortened(string text) =>
        text.Length <= LongestMessage ? text.Trim() : string.Concat(text.AsSpan(0, LongestMessage).Trim(), "…");

    private static async Task<byte[]> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = new byte[LongestBody];
        var length = await stream.ReadAtLeastAsync(body, LongestBody, throwOnEndOfStream: false, cancellationToken);
        return body[..length];
    }
}
