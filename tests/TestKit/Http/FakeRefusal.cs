using System.Net;

namespace ParallelJobs.TestKit.Http;

/// <summary>Why the fake server does not do as asked.</summary>
internal sealed class FakeRefusal(HttpStatusCode code, string reason, string message) : Exception(message)
{
    public ApiFault Answer { get; } = ApiFault.Answer(code, reason, message);
}
