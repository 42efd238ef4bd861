using System.Collections.Immutable;
using System.Globalization;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>What is computed, and by what: the unions, the range, the items.</summary>
internal static class WorkExpressions
{
    public static readonly ImmutableArray<CrdRule> All =
    [
        new(
            "spec",
            Union.ExactlyOne("range", "items"),
            "spec: give exactly one of range and items"),
        new(
            "spec",
            Union.ExactlyOne("kernel", "exec"),
            "spec: give exactly one of kernel and exec"),
        new(
            "spec.items",
            Union.ExactlyOne("values", "configMap", "file", "persistentVolumeClaim"),
            "spec.items: give exactly one of values, configMap and persistentVolumeClaim"),
        new(
            "spec.items",
            "!has(self.file)",
            "spec.items.file: a cluster cannot read files of your machine; put the items into values, a ConfigMap or a volume"),

        // Digits of up to 2^63, which ends the largest range, are beyond CEL's signed integers.
        new(
            "spec.range",
            $"{IsNegative("start")} ? !{IsNegative("end")} || {Size("start", 1)} > {Size("end", 1)} : !{IsNegative("end")} && {Size("start", 0)} < {Size("end", 0)}",
            "spec.range.end is the first item that is no longer computed: make it greater than start"),

        // Which reducer a kernel has by default is known to the operator.
        new(
            "spec",
            "!has(self.output) || (has(self.reduce) ? self.reduce.name == 'List' : !(has(self.exec) && has(self.range)))",
            "spec.output: only a List is written to a volume; remove output or set reduce: { name: List }"),
    ];
    private static string IsNegative(string field) => $"string(self.{field}).startsWith('-')";

    /// <summary>Without its sign, which takes so many characters.</summary>
    private static string Size(string field, int sign) => string.Create(CultureInfo.InvariantCulture, $"uint(string(self.{field}).substring({sign}))");
}
