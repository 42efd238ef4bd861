using System.Text.Json;
using ParallelJobs.Cli.Bench;

namespace ParallelJobs.Cli.Output;

/// <summary>The experiment as the members of one JSON object.</summary>
internal static class BenchJson
{
    public static void Write(Utf8JsonWriter json, ExperimentReport report)
    {
        json.WriteString("name", report.Plan.Job.Metadata.Name);
        json.WriteString("kernel", report.Plan.Kernel.Descriptor.Name);
        json.WriteWhole("items", report.Plan.Grid.Range.Length);
        json.WriteNumber("leaves", report.Plan.Grid.Leaves);
        json.WriteNumber("repeat", report.Repeat);
        json.WriteBoolean("same", report.IsSame);
        json.WritePropertyName("value");
        json.WriteRawValue(report.Value);
        json.WriteStartArray("rows");
        foreach (var row in report.Rows)
        {
            json.WriteStartObject();
            json.WriteString("mode", row.Mode.ToString());
            json.WriteNumber("slots", row.Slots);
            json.WriteDouble("seconds", row.Seconds);
            json.WriteDouble("speedup", row.Speedup);
            json.WriteDouble("efficiency", row.Efficiency);
            json.WriteDouble("serialFraction", row.SerialFraction);
            json.WriteString("digest", row.Digest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
