using System.CommandLine;
using System.CommandLine.Parsing;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob completion</c>: a script for a shell.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL")
        {
            Description = $"One of {string.Join(", ", CompletionScripts.Shells)}",
            HelpName = "SHELL",
            CustomParser = Read,
        };
        shell.CompletionSources.Add(CompletionScripts.Shells);
        var command = new ExampledCommand(
            "completion",
            "Print the completion script of a shell.",
            "source <(pjob completion bash)",
            "pjob completion zsh > \"${fpath[1]}/_pjob\"",
            "pjob completion fish > ~/.config/fish/completions/pjob.fish")
        {
            shell,
        };
        command.SetAction(parsed => Console.Out.Write(CompletionScripts.Of(parsed.GetRequiredValue(shell))));
        return command;
    }

    private static string Read(ArgumentResult result)
    {
        var given = result.Tokens[^1].Value;
        if (!CompletionScripts.Shells.Contains(given))
        {
            result.AddError($"unknown shell '{given}'; there are {string.Join(", ", CompletionScripts.Shells)}");
        }

        return given;
    }
}
