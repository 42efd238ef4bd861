using System.Text.Json.Nodes;

namespace ParallelJobs.Contracts.Crd;

/// <summary>What <c>kubectl get</c> prints of a job, and with <c>-o wide</c> besides.</summary>
internal static class PrinterColumns
{
    public static JsonArray All() =>
    [
        Column("State", "string", ".status.summary.state"),
        Column("Progress", "string", ".status.summary.progress"),
        Column("Workers", "string", ".status.summary.workers"),
        Column("Rate", "string", ".status.summary.rate"),
        Column("ETA", "string", ".status.summary.eta"),
        Column("Result", "string", ".status.summary.result"),
        Wide("Kernel", "string", ".spec.kernel.name"),
        Wide("Items", "string", ".status.items.total"),
        Wide("Failed", "string", ".status.items.failed"),
        Wide("Efficiency", "integer", ".status.contention.efficiencyPercent"),
        Wide("Digest", "string", ".status.result.digest"),
        Column("Age", "date", ".metadata.creationTimestamp"),
    ];

    private static JsonObject Column(string name, string type, string path) => new() { ["name"] = name, ["type"] = type, ["jsonPath"] = path };

    private static JsonObject Wide(string name, string type, string path)
    {
        var column = Column(name, type, path);
        column["priority"] = 1;
        return column;
    }
}
