using System.Text.Json.Nodes;

namespace ParallelJobs.TestKit.Http;

/// <summary>What happened to one object: null before where it came, null after where it went.</summary>
internal sealed record FakeChange(long Revision, ApiRequest Of, JsonObject? Before, JsonObject? After)
{
    /// <summary>The event for a watch, null where it is not about what is selected.</summary>
    public string? EventFor(FakeSelector selector)
    {
        var (was, isNow) = (Before is not null && selector.Selects(Of, Before), After is not null && selector.Selects(Of, After));
        if (!was && !isNow)
        {
            return null;
        }

        // What goes shows its last state, as of when it went.
        var shown = (JsonObject)(After ?? Before)!.DeepClone();
        shown["metadata"]!["resourceVersion"] = $"{Revision}";
        var type = (was, isNow) switch { (false, _) => "ADDED", (_, false) => "DELETED", _ => "MODIFIED" };
        return new JsonObject { ["type"] = type, ["object"] = shown }.ToJsonString();
    }
}
