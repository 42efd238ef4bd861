using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;
using ParallelJobs.Cli.Commands;

namespace ParallelJobs.Cli.Tests;

/// <summary>The manual of the command line says what the program has.</summary>
public sealed partial class ManualTests
{
    private static readonly string[] Rows = File.ReadAllLines(Pjob.Repository("docs/cli.md"));

    [Fact]
    public void It_has_every_command_with_every_option_and_no_other()
    {
        var root = CommandTree.Parse([]).RootCommandResult.Command;
        var commands = root.Subcommands.Where(command => !command.Hidden).Select(command =>
            $"{command.Name}: {string.Join(' ', command.Options.Where(option => !option.Hidden && !IsEverywhere(option)).Select(option => option.Name).Order(StringComparer.Ordinal))}");

        Assert.Equal(commands.Order(StringComparer.Ordinal), Rows.Select(row => CommandRow().Match(row)).Where(match => match.Success).Select(match =>
            $"{match.Groups["name"].Value}: {string.Join(' ', OptionName().Matches(match.Groups["options"].Value).Select(option => option.Value).Distinct().Order(StringComparer.Ordinal))}")
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_has_every_exit_code()
    {
        var codes = typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!).Order();

        Assert.Equal(codes, Rows.Select(row => CodeRow().Match(row)).Where(match => match.Success).Select(match => int.Parse(match.Groups["code"].Value)));
    }

    /// <summary>Told once, before the table.</summary>
    private static bool IsEverywhere(Option option) => option.Name is "--help" or "--verbose" or "--kubeconfig" or "--context" or "--namespace";

    [GeneratedRegex(@"^\| `(?<name>[a-z]+)(?: [^`]*)?` \| [^|]* \|(?<options>[^|]*)\|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommandRow();

    [GeneratedRegex("--[a-z-]+", RegexOptions.None, 1000)]
    private static partial Regex OptionName();

    [GeneratedRegex(@"^\| (?<code>[0-9]+) \|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeRow();
}
