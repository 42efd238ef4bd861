using System.CommandLine;
using System.CommandLine.Parsing;
using ParallelJobs.Contracts.Manifest;

namespace ParallelJobs.Cli.Commands;

/// <summary>The first thing that is wrong with a command line, in one line; what follows from it is not worth a second.</summary>
internal static class CommandLineError
{
    public static string Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var said = Unknowns(parsed).FirstOrDefault() is { } unknown ? Unknown(unknown, parsed.CommandResult) : Invalid(parsed.Errors[0]);
        return command is RootCommand ? said : $"{command.Name}: {said}";
    }

    /// <summary>What looks like an option and is none; the parser takes it for an argument.</summary>
    public static bool LooksLikeOption(string token) => token.Length > 1 && token[0] == '-';

    /// <summary>An unknown option first, since what else is left over may have been its value.</summary>
    private static IEnumerable<string> Unknowns(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .Where(LooksLikeOption)
            .Concat(parsed.UnmatchedTokens);

    private static string Unknown(string token, CommandResult at)
    {
        var (what, known) = LooksLikeOption(token) ? ("unknown option", OptionsAt(at))
            : at.Command.Subcommands.Count > 0 ? ("unknown command", at.Command.Subcommands.Where(one => !one.Hidden).Select(one => one.Name))
            : ("unexpected argument", []);
        var fix = NearestName.Of(token, known) is { } nearest ? $"did you mean '{nearest}'?" : $"see '{PathOf(at)} --help'";
        return $"{what} '{WithoutUri(token)}'; {fix}";
    }

    /// <summary>A URI may hold a password, which is not to be repeated in a log.</summary>
    private static string WithoutUri(string token)
    {
        const string AfterScheme = "://";
        var at = token.IndexOf(AfterScheme, StringComparison.Ordinal);
        return at < 0 ? token : token[..(at + AfterScheme.Length)] + "...";
    }

    private static string Invalid(ParseError error) => error.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Argument.Name: var name, Parent: CommandResult command } =>
            $"{name} is missing; see '{PathOf(command)} --help'",
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult option } => NeedsValue(option),
        OptionResult { Tokens.Count: 0 } option => NeedsValue(option),
        OptionResult { IdentifierTokenCount: > 1 and var times, Option: { Arity.MaximumNumberOfValues: 1, Name: var name } } =>
            $"{name} is given {times} times; give it once",
        _ => error.Message,
    };

    private static string NeedsValue(OptionResult option) =>
        $"{option.Option.Name} needs a value: {option.Option.Name} {option.Option.HelpName}";

    /// <summary>A command's own options, and those of the commands above it that reach down.</summary>
    private static IEnumerable<string> OptionsAt(CommandResult at) =>
        at.Command.Options.Where(option => !option.Hidden)
            .Concat(at.Parent is CommandResult above ? above.Command.Options.Where(option => option.Recursive) : [])
            .SelectMany(option => option.Aliases.Prepend(option.Name));

    private static string PathOf(CommandResult at) =>
        at.Command is RootCommand ? ProgramName.Shown : $"{ProgramName.Shown} {at.Command.Name}";
}
