namespace ParallelJobs.Kubernetes.Tests.Election;

public enum LinkState
{
    Works,

    /// <summary>No request arrives, and the client is told.</summary>
    Breaks,

    /// <summary>No request arrives, and nobody is told.</summary>
    Hangs,

    /// <summary>The same, and a request that is given up stays until <see cref="Link.Freed"/>.</summary>
    Sticks,

    /// <summary>Requests arrive, answers do not.</summary>
    LosesAnswers,

    /// <summary>Requests and answers each take <see cref="Link.Latency"/>.</summary>
    Slow,
}
