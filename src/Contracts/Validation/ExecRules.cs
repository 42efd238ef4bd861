using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Validation;

/// <summary>The user's own program.</summary>
internal static partial class ExecRules
{
    public static readonly ImmutableArray<Rule> All =
    [
        new(["spec.exec.command"], ProgramNamed),
        new(["spec.exec"], PlaceholdersReplaced),
        new(["spec.exec", "spec.dependsOn"], InputsExist),
        new(["spec.exec", "spec.range", "spec.items"], ItemExists),
    ];

    private static IEnumerable<Problem> ProgramNamed(RuleInput input) =>
        input.Spec.Exec is { Command: ["", ..] }
            ? [new Problem("spec.exec.command[0]", "the program's name is empty", "begin with the program to run")]
            : [];

    private static IEnumerable<Problem> PlaceholdersReplaced(RuleInput input) =>
        (input.Spec.Exec?.Protocol ?? SpecDefaults.Protocol) == ExecProtocol.Arguments
            ? []
            : Placeholders(input).Select(found => new Problem(
                found.Field,
                $"{Wording.Quote(found.Text)} is replaced only with protocol Arguments; with JsonLines the program reads its leaves from standard input",
                "set protocol: Arguments, or read the request"));

    private static IEnumerable<Problem> InputsExist(RuleInput input) =>
        Placeholders(input)
            .Where(found => found.Input.Length > 0 && !(input.Spec.DependsOn ?? []).Contains(found.Input))
            .Select(found => new Problem(
                found.Field,
                $"{Wording.Quote(found.Text)} names a job that is not in dependsOn",
                $"add {Wording.Plain(found.Input)} to spec.dependsOn"));

    private static IEnumerable<Problem> ItemExists(RuleInput input) =>
        input.Spec.Range is null
            ? []
            : Placeholders(input)
                .Where(found => found.Text == "{item}")
                .Select(found => new Problem(found.Field, "a leaf of a range has no {item}", "use {start} and {end}, or give items"));

    /// <summary>Each placeholder of each argument, once; JSON and shell code in braces is none.</summary>
    private static IEnumerable<(string Field, string Text, string Input)> Placeholders(RuleInput input) =>
        (input.Spec.Exec?.Command ?? [])
            .Index()
            .SelectMany(argument => Placeholder().Matches(argument.Item)
                .Select(match => ($"spec.exec.command[{argument.Index}]", match.Value, match.Groups["input"].Value))
                .Distinct());

    [GeneratedRegex(@"\{(?:start|end|item|index)\}|\{input:(?:(?<input>[^{}]*)\})?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
