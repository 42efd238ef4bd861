using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Workers;

/// <summary>The workers of a job may ask for names and talk to the queue's database; nobody may talk to them.</summary>
internal static class WorkerPolicy
{
    private const int Dns = 53;

    /// <param name="job">Whose workers.</param>
    /// <param name="queuePeers">Where the database is, as NetworkPolicyPeers in JSON; null for anywhere.</param>
    /// <param name="queuePort">Of the database.</param>
    public static NetworkPolicy Of(JobResource job, JsonArray? queuePeers, int queuePort)
    {
        var toQueue = new JsonObject { ["ports"] = new JsonArray(Port("TCP", queuePort)) };
        if (queuePeers is not null)
        {
            toQueue["to"] = queuePeers.DeepClone();
        }

        var spec = new JsonObject
        {
            ["podSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [Labels.JobUid] = job.Metadata.Uid } },
            ["policyTypes"] = new JsonArray("Ingress", "Egress"),
            ["egress"] = new JsonArray(new JsonObject { ["ports"] = new JsonArray(Port("UDP", Dns), Port("TCP", Dns)) }, toQueue),
        };
        using var document = JsonDocument.Parse(spec.ToJsonString());
        return new NetworkPolicy
        {
            Metadata = ChildMetadata.Of(job, ChildNames.Policy(job.Metadata.Name!, job.Metadata.Uid!)),
            Spec = document.RootElement.Clone(),
        };
    }

    private static JsonObject Port(string protocol, int port) => new() { ["protocol"] = protocol, ["port"] = port };
}
