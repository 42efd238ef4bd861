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
        _ => BoundsOf(parameter) switch
        {
            (null, null) => $"{parameter.Type}",
            (null, var most) => $"{parameter.Type}, at most {most}",
            (var least, null) => $"{parameter.Type}, at least {least}",
            var (least, most) => $"{parameter.Type}, {least} to {most}",
        },
    };

    /// <summary>The bounds, inclusive, as a manifest would write them; null where there is none.</summary>
    public static (string? Least, string? Most) BoundsOf(KernelParameter parameter) => parameter.Type switch
    {
        KernelParameterType.Duration => (Duration(parameter.Minimum), Duration(parameter.Maximum)),
        KernelParameterType.Decimal => (parameter.MinimumDecimal?.ToString("R"), parameter.MaximumDecimal?.ToString("R")),
        _ => (parameter.Minimum?.ToString(), parameter.Maximum?.ToString()),
    };

    public static string DefaultOf(KernelParameter parameter) => parameter.DefaultSummary ?? parameter.Default ?? "none";

    /// <summary>In the largest unit that says it exactly, as a manifest would.</summary>
    private static string? Duration(Int128? nanoseconds)
    {
        if (nanoseconds is not { } number)
        {
            return null;
        }

        (string Suffix, long Size)[] units = [("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000)];
        var (suffix, size) = number == 0 ? ("s", 1) : units.Append(("ns", 1)).First(unit => number % unit.Size == 0);
        return $"{number / size}{suffix}";
    }

    private static void Line(StringBuilder text, string label, string value, Ink ink) =>
        text.Append("  ").Append(ink.Dim(label.PadRight(11))).Append(value).Append('\n');
}
