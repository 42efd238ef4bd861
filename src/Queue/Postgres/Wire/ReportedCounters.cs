using System.Text.Json;

namespace ParallelJobs.Queue.Postgres.Wire;

/// <summary>Counters as workers have reported them. Anybody who has the job's secret may have written anything there.</summary>
internal static class ReportedCounters
{
    /// <summary>Beyond it nothing is a count or a time in seconds; below it, sums over all workers stay exact enough and finite.</summary>
    private const double Most = 1e15;

    /// <summary>None, where one of them cannot be true: such a worker may be wrong about all.</summary>
    public static WorkerCounters Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var isTrue = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(each => each.Value.ValueKind == JsonValueKind.Number && each.Value.GetDouble() is >= 0 and <= Most);
            return isTrue ? document.Deserialize(WireJsonContext.Default.WorkerCounters)! : WorkerCounters.Zero;
        }
        catch (JsonException)
        {
            return WorkerCounters.Zero;
        }
    }
}
