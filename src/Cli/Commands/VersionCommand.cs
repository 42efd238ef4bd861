using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using System.Runtime.InteropServices;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob version</c>: of the program, of what it runs on, and the commit it was built from where that is known.</summary>
internal static class VersionCommand
{
    /// <summary>What <c>pjob --version</c> prints: the version alone.</summary>
    public static CommandLineAction ShortAction { get; } = new Short();

    public static Command Create()
    {
        var output = CommonOptions.Output();
        var command = new ExampledCommand("version", "Print the version.", "pjob version -o json") { output };
        command.SetAction(parsed => Print(parsed.GetValue(output)));
        return command;
    }

    private static void Print(OutputFormat format)
    {
        var (version, commit) = Own();
        var platform = RuntimeInformation.RuntimeIdentifier;
        if (format == OutputFormat.Json)
        {
            JsonAnswer.Print(json =>
            {
                json.WriteString("version", version);
                json.WriteString("commit", commit);
                json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
                json.WriteString("platform", platform);
            });
            return;
        }

        Console.Out.WriteLine($"pjob {version}{(commit is null ? "" : $" ({commit[..Math.Min(12, commit.Length)]})")}, {RuntimeInformation.FrameworkDescription} on {platform}");
    }

    /// <summary>The build writes "version+commit" into the assembly, or the version alone outside a repository.</summary>
    private static (string Version, string? Commit) Own()
    {
        var text = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? (text, null) : (text[..plus], text[(plus + 1)..]);
    }

    private sealed class Short : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Own().Version);
            return ExitCode.Done;
        }
    }
}
