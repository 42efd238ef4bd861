using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>The user's own program. That <c>{input:NAME}</c> names a dependency takes the operator: CEL cannot take a text apart at that cost.</summary>
internal static class ExecExpressions
{
    /// <summary>One expression for all costs more than a server grants a rule.</summary>
    private const string HasPlaceholder =
        "argument.contains('{start}') || argument.contains('{end}') || argument.contains('{item}') || argument.contains('{index}') || argument.matches('[{]input:[^{}]*[}]')";

    public static readonly ImmutableArray<CrdRule> All =
    [
        new(
            "spec.exec.command",
            "size(self[0]) > 0",
            "spec.exec.command: the program's name is empty; begin with the program to run"),
        new(
            "spec.exec",
            $"(has(self.protocol) && self.protocol == 'Arguments') || !self.command.exists(argument, {HasPlaceholder})",
            "spec.exec.command: {start}, {end}, {item}, {index} and {input:NAME} are replaced only with protocol Arguments; set protocol: Arguments, or read the request from standard input"),
        new(
            "spec",
            "!has(self.exec) || !has(self.range) || !self.exec.command.exists(argument, argument.contains('{item}'))",
            "spec.exec.command: a leaf of a range has no {item}; use {start} and {end}, or give items"),
    ];
}
