using System.Text;
using ParallelJobs.Contracts.Kernels;

namespace ParallelJobs.Cli.Output;

/// <summary>Kernels for people.</summary>
internal static class KernelText
{
    public static string Of(IEnumerable<KernelDescriptor> kernels, Ink ink)
    {
        var table = new TextTable(("kernel", false), ("items", false), ("reducers", false), ("default leaf", true), ("what", false));
        foreach (var kernel in kernels)
        {
            table.Add(
                kernel.Name, kernel.Items, string.Join(", ", kernel.Reducers), Figures.Grouped(kernel.DefaultLeafSize), kernel.Summary);
        }

        return table.Render(ink);
    }

    public static string Of(KernelDescriptor kernel, Ink ink)
    {
        var text = new StringBuilder($"{ink.Strong(kernel.Name)}  {kernel.Summary}\n");
        Line(text, "items", kernel.Items, ink);
        Line(text, "leaf", $"{Figures.Count(kernel.DefaultLeafSize, "item")} by default", ink);
        Line(text, "reduce", string.Join(", ", kernel.Reducers.Select((name, at) => at == 0 ? $"{name} (default)" : $"{name}")), ink);
        Line(text, "revision", $"{kernel.Revision}", ink);
        foreach (var parameter in kernel.Parameters)
        {
            text.Append('\n').Append("  ").Append(ink.Strong(parameter.Name)).Append("  ").Append(parameter.Summary).Append('\n');
            Line(text, "  type", TypeOf(parameter), ink);
            Line(text, "  default", DefaultOf(parameter), ink);
        }

        return text.ToString();
    }

    /// <summary>"Integer, 0 to 10", "cos, sin, exp".</summary>
    public static string TypeOf(KernelParameter parameter) => parameter switch
    {
        { Type: KernelParameterType.Choice } => string.Join(", ", parameter.Choices),
        { Type: KernelParameterType.Duration } => $"Duration{Bounds(Nanoseconds(parameter.Minimum), Nanoseconds(parameter.Maximum))}",
        { Type: KernelParameterType.Decimal } => $"Decimal{Bounds(parameter.MinimumDecimal?.ToString("R"), parameter.MaximumDecimal?.ToString("R"))}",
        _ => $"Integer{Bounds(parameter.Minimum?.ToString(), parameter.Maximum?.ToString())}",
    };

    public static string DefaultOf(KernelParameter parameter) => parameter.DefaultSummary ?? parameter.Default ?? "none";

    private static string Bounds(string? least, string? most) => (least, most) switch
    {
        (null, null) => "",
        (_, null) => $", at least {least}",
        (null, _) => $", at most {most}",
        _ => $", {least} to {most}",
    };

    /// <summary>In the largest unit that says it exactly, as a manifest would.</summary>
    private static string? Nanoseconds(Int128? nanoseconds)
    {
        if (nanoseconds is not { } number)
        {
            return null;
        }

        (string Suffix, long Size)[] units = [("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000)];
        var exact = number == 0 ? default : units.FirstOrDefault(unit => number % unit.Size == 0);
        return exact.Suffix is null ? $"{number}ns" : $"{number / exact.Size}{exact.Suffix}";
    }

    private static void Line(StringBuilder text, string label, string value, Ink ink) =>
        text.Append("  ").Append(ink.Dim(label.PadRight(11))).Append(value).Append('\n');
}
