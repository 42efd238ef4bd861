using ParallelJobs.Cli.Bench;

namespace ParallelJobs.Cli.Output;

/// <summary>The experiment as a table.</summary>
internal static class BenchText
{
    public static string Of(ExperimentReport report, Ink ink)
    {
        var plan = report.Plan;
        var table = new TextTable(
            ("mode", false), ("slots", true), ("seconds", true), ("speed-up", true), ("efficiency", true), ("serial fraction", true));
        foreach (var row in report.Rows)
        {
            table.Add(
                $"{row.Mode}",
                $"{row.Slots}",
                $"{row.Seconds:0.0000}",
                $"{row.Speedup:0.00}",
                Figures.Percent(row.Efficiency),
                row.SerialFraction is { } fraction ? $"{fraction:0.000}" : "-");
        }

        var median = report.Repeat > 1 ? $", median of {report.Repeat} runs" : "";
        var result = report.IsSame
            ? $"{ink.Good("same result in every run")}  {ink.Strong(report.Value)}\n  {report.Rows[0].Digest}\n"
            : $"{ink.Bad("the results differ")}\n" + string.Concat(report.Rows.Select(row => $"  {row.Mode} {row.Slots}  {row.Digest}\n"));
        return $"{ink.Strong(plan.Job.Metadata.Name!)}  kernel {plan.Kernel.Descriptor.Name}, "
            + $"{Figures.Count(plan.Grid.Range.Length, "item")} in {Figures.Count(plan.Grid.Leaves, "leaf", "leaves")}{median}\n\n"
            + $"{table.Render(ink)}\n{result}";
    }
}
