using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Election;

/// <summary>Waits for a lease, leads while it can be renewed, and gives it up.</summary>
public sealed class LeaderElector(KubernetesClient client, LeaderElectorOptions options, TimeProvider time, Random random, ILogger<LeaderElector> logger)
{
    /// <summary>True while this process leads.</summary>
    public bool IsLeader => throw new NotImplementedException();

    /// <summary>Who leads as far as is known, null before the lease was first read.</summary>
    public string? Leader => throw new NotImplementedException();

    /// <summary>Contends for the lease, runs <paramref name="lead"/> once while it is held, and returns when that has ended.</summary>
    public Task<LeadershipEnd> RunAsync(Func<Leadership, Task> lead, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{client}{options}{time}{random}{logger}{lead}{cancellationToken}");
}
