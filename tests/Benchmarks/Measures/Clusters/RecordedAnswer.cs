using System.Net;

namespace ParallelJobs.Benchmarks.Measures.Clusters;

/// <summary>Answers every request with the same bytes, from memory: what is left to measure is what a client does with them.</summary>
internal sealed class RecordedAnswer(byte[] body) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new MemoryStream(body, writable: false)),
            RequestMessage = request,
        });
}
