using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>
/// The user's own program. One rule for each placeholder, since one for all would cost more than a server grants. That
/// <c>{input:NAME}</c> names a dependency is left to the operator: CEL cannot take a text apart at that cost.
/// </summary>
internal static class ExecExpressions
{
    public static readonly ImmutableArray<CrdRule> All =
    [
        new(
            "spec.exec.command",
            "size(self[0]) > 0",
            "spec.exec.command: the program's name is empty; begin with the program to run"),
        Placeholder("{start}", "{start}"),
        Placeholder("{end}", "{end}"),
        Placeholder("{item}", "{item}"),
        Placeholder("{index}", "{index}"),
        Placeholder("{input:", "{input:NAME}"),
        new(
            "spec",
            "!has(self.exec) || !has(self.range) || !self.exec.command.exists(argument, argument.contains('{item}'))",
            "spec.exec.command: a leaf of a range has no {item}; use {start} and {end}, or give items"),
    ];

    private static CrdRule Placeholder(string text, string name) => new(
        "spec.exec",
        $"(has(self.protocol) && self.protocol == 'Arguments') || !self.command.exists(argument, argument.contains('{text}'))",
        $"spec.exec.command: {name} is replaced only with protocol Arguments; set protocol: Arguments, or read the request from standard input");
}
