using System.Net;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>Asks a worker how it is.</summary>
internal static class HealthChecks
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <returns>Null while nobody listens there yet.</returns>
    public static Task<HttpStatusCode?> ReadinessAsync(int port) => AskAsync(port, "ready");

    /// <inheritdoc cref="ReadinessAsync"/>
    public static Task<HttpStatusCode?> LivenessAsync(int port) => AskAsync(port, "live");

    private static async Task<HttpStatusCode?> AskAsync(int port, string what)
    {
        try
        {
            using var answer = await Client.GetAsync(new Uri($"http://127.0.0.1:{port}/healthz/{what}"), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
