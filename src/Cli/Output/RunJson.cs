using System.Text.Json;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Engine.Telemetry;

namespace ParallelJobs.Cli.Output;

/// <summary>A run's answer as the members of one JSON object.</summary>
internal static class RunJson
{
    public static void Write(Utf8JsonWriter json, RunOutcome outcome)
    {
        var report = outcome.Report;
        json.WriteString("name", outcome.Name);
        json.WriteString("state", outcome.State);
        WriteResult(json, report);
        json.WriteWhole("items", report.Progress.Items);
        json.WriteWhole("completed", report.Progress.Completed);
        json.WriteWhole("failed", report.Progress.Failed);
        json.WriteNumber("leaves", report.Leaves);
        json.WriteString("mode", report.Mode.ToString());
        json.WriteNumber("slots", report.Slots);
        json.WriteNumber("workers", report.Workers);
        json.WriteDouble("elapsedSeconds", report.ElapsedSeconds);
        json.WriteDouble("itemsPerSecond", outcome.ItemsPerSecond);
        WriteContention(json, report.Contention);
        WriteFailures(json, report);
    }

    private static void WriteResult(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("result");
        json.WritePropertyName("value");
        json.WriteRawValue(report.Value?.Json ?? "null");
        json.WriteString("digest", report.Digest);
        json.WriteString("coverage", report.Coverage);
        if (report.Value?.StandardError is { } error)
        {
            json.WriteDouble("standardError", error);
        }

        if (report.Value?.Variance is { } variance)
        {
            json.WriteDouble("variance", variance);
        }

        json.WriteEndObject();
    }

    private static void WriteContention(Utf8JsonWriter json, Contention contention)
    {
        var counters = contention.Counters;
        json.WriteStartObject("contention");
        json.WriteDouble("efficiency", contention.Efficiency);
        json.WriteDouble("speedup", contention.Speedup);
        json.WriteDouble("serialFraction", contention.SerialFraction);
        json.WriteStartObject("phases");
        json.WriteDouble("compute", counters.ComputeSeconds);
        json.WriteDouble("lease", counters.LeaseSeconds);
        json.WriteDouble("commit", counters.CommitSeconds);
        json.WriteDouble("dispatch", counters.DispatchSeconds);
        json.WriteDouble("tail", counters.TailSeconds);
        json.WriteEndObject();
        json.WriteDouble("runQueueSeconds", counters.RunQueueSeconds);
        json.WriteDouble("throttledSeconds", counters.ThrottledSeconds);
        json.WriteStartObject("contextSwitches");
        json.WriteNumber("voluntary", counters.VoluntarySwitches);
        json.WriteNumber("involuntary", counters.InvoluntarySwitches);
        json.WriteEndObject();
        json.WriteNumber("lockContentions", counters.LockContentions);
        json.WriteDouble("gcPauseSeconds", counters.GcPauseSeconds);
        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartArray("failures");
        foreach (var failure in report.Failures)
        {
            json.WriteStartObject();
            json.WriteWhole("start", failure.Start);
            json.WriteWhole("end", failure.End);
            json.WriteNumber("attempts", failure.Attempts);
            json.WriteString("message", failure.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
