using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ParallelJobs.Contracts.Crd;

/// <summary>What <c>kubectl get</c> and <c>pjob list</c> print of a job behind its name, in this order.</summary>
public static class PrinterColumns
{
    public static ImmutableArray<PrinterColumn> All { get; } =
    [
        new("State", "string", ".status.summary.state"),
        new("Progress", "string", ".status.summary.progress"),
        new("Workers", "string", ".status.summary.workers"),
        new("Rate", "string", ".status.summary.rate"),
        new("ETA", "string", ".status.summary.eta"),
        new("Result", "string", ".status.summary.result"),
        new("Kernel", "string", ".spec.kernel.name", IsWide: true),
        new("Items", "string", ".status.items.total", IsWide: true),
        new("Failed", "string", ".status.items.failed", IsWide: true),
        new("Efficiency", "integer", ".status.contention.efficiencyPercent", IsWide: true),
        new("Digest", "string", ".status.result.digest", IsWide: true),
        new("Age", "date", ".metadata.creationTimestamp"),
    ];

    internal static JsonArray ToJson() => [.. All.Select(ToJson)];

    private static JsonObject ToJson(PrinterColumn column)
    {
        var json = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.Path };
        if (column.IsWide)
        {
            json["priority"] = 1;
        }

        return json;
    }
}
