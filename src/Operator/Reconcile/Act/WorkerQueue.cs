using System.Text.Json.Nodes;

namespace ParallelJobs.Operator.Reconcile.Act;

/// <summary>Where workers find the queue, and which network policies let them. Its text shows no password. Immutable.</summary>
/// <param name="Uri">For the role of workers, with its password.</param>
/// <param name="Port">Of the database.</param>
/// <param name="HasPolicies">Whether each job gets a NetworkPolicy.</param>
/// <param name="Peers">NetworkPolicyPeers of the database; null for anywhere.</param>
internal sealed record WorkerQueue(string Uri, int Port, bool HasPolicies, JsonArray? Peers)
{
    public override string ToString() => $"{nameof(WorkerQueue)} on port {Port}";
}
