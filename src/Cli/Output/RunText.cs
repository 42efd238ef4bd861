using System.Text;

namespace ParallelJobs.Cli.Output;

/// <summary>A run's answer as a short block of text; with how fast it was and where the time went, for a person at a terminal.</summary>
internal static class RunText
{
    public static string Brief(RunOutcome outcome)
    {
        var text = Begin(outcome, Ink.Plain);
        Line(text, "coverage", outcome.Report.Coverage, Ink.Plain);
        return Finish(text, outcome, Ink.Plain);
    }

    public static string Full(RunOutcome outcome, Ink ink)
    {
        var text = Begin(outcome, ink);
        var report = outcome.Report;
        Line(text, "items", $"{Figures.Grouped(report.Progress.Items)} in {Figures.Count(report.Leaves, "leaf", "leaves")}, coverage {report.Coverage}", ink);
        var slots = Figures.Count(report.Slots, outcome.SlotNoun, outcome.SlotNouns);
        var workers = report.Workers > 1 ? $" in each of {report.Workers} workers" : "";
        Line(text, "time", $"{Figures.Seconds(report.ElapsedSeconds)}, {Figures.Scaled(outcome.ItemsPerSecond)} items/s on {slots}{workers}", ink);
        Line(text, "spent", Spent(outcome), ink);
        Line(text, "speed-up", Speedup(outcome), ink);
        return Finish(text, outcome, ink);
    }

    private static StringBuilder Begin(RunOutcome outcome, Ink ink)
    {
        var state = outcome.State switch
        {
            "Complete" => ink.Good("Complete"),
            "Interrupted" => ink.Warning("Interrupted"),
            var other => ink.Bad(other),
        };
        var text = new StringBuilder($"{outcome.Name}  {state}");
        if (outcome.Report.Value is { Json: not "null" } value)
        {
            text.Append("  ").Append(ink.Strong(value.Json));
        }

        if (outcome.Report.HasFailedItems)
        {
            text.Append("  ").Append(ink.Warning($"without {Figures.Count(outcome.Report.Progress.Failed, "failed item")}"));
        }

        text.Append('\n');
        if (outcome.Report.Value?.StandardError is { } error)
        {
            Line(text, "error", $"{error:0.00e+00} (standard error)", ink);
        }

        return text;
    }

    private static string Finish(StringBuilder text, RunOutcome outcome, Ink ink)
    {
        if (outcome.Report.Digest is { } digest)
        {
            Line(text, "digest", digest, ink);
        }

        return text.ToString();
    }

    private static string Spent(RunOutcome outcome)
    {
        var counters = outcome.Report.Contention.Counters;
        var whole = outcome.Report.Contention.Slots * outcome.Report.ElapsedSeconds;
        (string Phase, double Seconds)[] phases =
        [
            ("compute", counters.ComputeSeconds), ("lease", counters.LeaseSeconds), ("commit", counters.CommitSeconds),
            ("dispatch", counters.DispatchSeconds), ("tail", counters.TailSeconds),
        ];
        return string.Join("  ", phases.Select(one => $"{one.Phase} {Figures.Percent(whole > 0 ? one.Seconds / whole : 0)}"));
    }

    private static string Speedup(RunOutcome outcome)
    {
        var contention = outcome.Report.Contention;
        var serial = contention.SerialFraction is { } fraction ? $", serial fraction {fraction:0.000}" : "";
        return $"{contention.Speedup:0.00} of {contention.Slots}{serial}; "
            + $"run queue {Figures.Seconds(contention.Counters.RunQueueSeconds)}, throttled {Figures.Seconds(contention.Counters.ThrottledSeconds)}";
    }

    private static void Line(StringBuilder text, string label, string value, Ink ink) =>
        text.Append("  ").Append(ink.Dim(label.PadRight(10))).Append(value).Append('\n');
}
