using System.Diagnostics.Metrics;

namespace ParallelJobs.Kubernetes.Stores;

/// <summary>What is counted of all reflectors. Meters are global: so are these.</summary>
internal static class ReflectorInstruments
{
    private static readonly Meter Meter = new("ParallelJobs.Kubernetes");
    private static readonly Counter<long> WatchRestarts =
        Meter.CreateCounter<long>("watch.restarts", description: "Watches that ended otherwise than agreed, and lists that failed, by kind and reason.");

    public static void Restarted(string kind, string reason) =>
        WatchRestarts.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("reason", reason));
}
