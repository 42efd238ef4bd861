using System.Text;
using System.Text.Json;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cli.Output;

/// <summary>All of one job, for a person. Pure.</summary>
internal static class StatusText
{
    private const string Indent = "  ";

    public static string Of(JobReport report, Ink ink)
    {
        var text = new StringBuilder();
        Head(text, report, ink);
        Conditions(text, report, ink);
        Failures(text, report.Job.Status.Failures, ink);
        Pods(text, report, ink);
        Events(text, report, ink);
        return text.ToString();
    }

    private static void Head(StringBuilder text, JobReport report, Ink ink)
    {
        var job = report.Job;
        var status = job.Status;
        text.Append($"{ink.Strong(job.Name)}  {Painted(job, ink)}").Append(status.Summary?.Progress is { } share ? $"  {share}" : "").Append('\n');
        Line(text, "namespace", job.Metadata.Namespace, ink);
        Line(text, "work", Work(job), ink);
        Line(text, "age", Times(job, report.Now), ink);
        Line(text, "items", Items(status.Items), ink);
        Line(text, "workers", status.Workers is { } workers ? $"{workers.Ready ?? 0} ready of {workers.Desired ?? 0}" : null, ink);
        Line(text, "rate", status.Summary?.Rate is { } rate ? $"{rate}{(status.Summary.Eta is { } eta ? $", {eta} left" : "")}" : null, ink);
        Line(text, "result", status.Result?.Value ?? (status.Result?.ConfigMap is { Length: > 0 } map ? $"in ConfigMap {map}; '{ProgramName.Shown} results {job.Name}'" : null), ink);
        Line(text, "coverage", status.Result?.Coverage, ink);
        Line(text, "digest", status.Result?.Digest, ink);
        Line(text, "contention", Contention(status.Contention), ink);
    }

    private static string Painted(JobObject job, Ink ink) => job.State() switch
    {
        var state when job.IsFailed() || state is "Invalid" => ink.Bad(state),
        "Complete" => ink.Good("Complete"),
        "Running" => "Running",
        var other => ink.Warning(other),
    };

    private static string? Work(JobObject job)
    {
        var what = Word(job.At("spec", "kernel", "name")) is { } kernel ? $"kernel {kernel}" : job.At("spec", "exec") is not null ? "exec" : null;
        var range = (Word(job.At("spec", "range", "start")) ?? "0", Word(job.At("spec", "range", "end")));
        return range.Item2 is null ? what : $"{what} over [{range.Item1},{range.Item2})";
    }

    private static string? Word(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static string Times(JobObject job, DateTimeOffset now)
    {
        var text = Age.Of(job.Metadata.CreationTimestamp, now);
        text += job.Status.StartTime is { } start ? $", started {Age.Of(start, now)} ago" : "";
        return text + (job.Status.CompletionTime is { } end ? $", ended {Age.Of(end, now)} ago" : "");
    }

    private static string? Items(ItemCounts? items)
    {
        if (items is not { } counts)
        {
            return null;
        }

        var text = $"{Figures.Grouped(counts.Completed)} of {Figures.Grouped(counts.Total)} completed";
        text += counts.InFlight > 0 ? $", {Figures.Grouped(counts.InFlight)} in flight" : "";
        text += counts.Retrying > 0 ? $", {Figures.Grouped(counts.Retrying)} to be tried again" : "";
        return text + (counts.Failed > 0 ? $", {Figures.Grouped(counts.Failed)} failed" : "");
    }

    private static string? Contention(JobContention? contention)
    {
        string?[] parts =
        [
            contention?.EfficiencyPercent is { } efficiency ? $"efficiency {efficiency} %" : null,
            contention?.Speedup is { } speedup ? $"speed-up {speedup}" : null,
            contention?.WaitingPercent is { } waiting ? $"waiting {waiting} %" : null,
        ];
        return string.Join(", ", parts.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    private static void Conditions(StringBuilder text, JobReport report, Ink ink)
    {
        if (report.Job.Status.Conditions is not { Length: > 0 } conditions)
        {
            text.Append($"{ink.Strong("Conditions")}: none; no operator has looked at the job yet, see '{ProgramName.Shown} doctor'\n");
            return;
        }

        var table = new TextTable(("CONDITION", false), ("STATUS", false), ("REASON", false), ("FOR", false), ("MESSAGE", false));
        foreach (var condition in conditions)
        {
            table.Add(
                condition.Type, condition.Status.ToString(), condition.Reason ?? "", Age.Of(condition.LastTransitionTime, report.Now), OneLine(condition.Message));
        }

        Section(text, "Conditions", table, ink);
    }

    private static void Failures(StringBuilder text, JobFailures? failures, Ink ink)
    {
        if (failures is not { Count: var count } || count == 0)
        {
            return;
        }

        text.Append($"{ink.Strong("Failures")}: {ink.Bad(Figures.Count(count, "item"))}\n");
        foreach (var range in failures.Sample ?? [])
        {
            text.Append($"{Indent}[{range.Start},{range.End}) after {Figures.Count(range.Attempts, "attempt")}: {OneLine(range.Message)}\n");
        }
    }

    private static void Pods(StringBuilder text, JobReport report, Ink ink)
    {
        if (report.Pods is null)
        {
            text.Append($"{ink.Strong("Pods")}: this user may not list them\n");
        }
        else if (report.Pods.Count > 0)
        {
            var table = new TextTable(("POD", false), ("PHASE", false), ("RESTARTS", true), ("AGE", false), ("TROUBLE", false));
            foreach (var pod in report.Pods)
            {
                var restarts = (pod.Status?.ContainerStatuses ?? []).Sum(container => container.RestartCount);
                table.Add(
                    pod.Metadata.Name ?? "",
                    pod.Metadata.DeletionTimestamp is null ? pod.Status?.Phase ?? "" : "Terminating",
                    Figures.Grouped(restarts),
                    Age.Of(pod.Metadata.CreationTimestamp, report.Now),
                    OneLine(PodTrouble.Of(pod)));
            }

            Section(text, "Pods", table, ink);
        }
    }

    private static void Events(StringBuilder text, JobReport report, Ink ink)
    {
        if (report.Events is null)
        {
            text.Append($"{ink.Strong("Events")}: this user may not list them\n");
        }
        else if (report.Events.Count > 0)
        {
            var table = new TextTable(("LAST SEEN", false), ("TYPE", false), ("REASON", false), ("OBJECT", false), ("MESSAGE", false));
            foreach (var each in report.Events)
            {
                table.Add(Age.Of(JobReporter.LastSeen(each), report.Now), each.Type ?? "", each.Reason ?? "", About(each), OneLine(each.Note));
            }

            Section(text, "Events", table, ink);
        }
    }

    private static string About(Event each) => $"{each.Regarding?.Kind}/{each.Regarding?.Name}";

    private static void Section(StringBuilder text, string title, TextTable table, Ink ink)
    {
        text.Append(ink.Strong(title)).Append(":\n");
        foreach (var line in table.Render(ink).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(Indent).Append(line).Append('\n');
        }
    }

    private static void Line(StringBuilder text, string label, string? value, Ink ink)
    {
        if (value is { Length: > 0 })
        {
            text.Append(Indent).Append(ink.Dim(label.PadRight(11))).Append(OneLine(value)).Append('\n');
        }
    }

    private static string OneLine(string? text) => text?.ReplaceLineEndings(" ") ?? "";
}
