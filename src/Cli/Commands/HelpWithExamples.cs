using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.RegularExpressions;

namespace ParallelJobs.Cli.Commands;

/// <summary>The help of System.CommandLine, and below it how the command is used.</summary>
internal sealed partial class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly string[] FirstSteps =
        ["pjob init --kernel pi > pi.yaml", "pjob run pi.yaml", "pjob bench pi.yaml --plot pi.svg", "pjob submit pi.yaml --wait"];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        var code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(Called(text.ToString()));
        output.WriteLine("Examples:");
        foreach (var example in parseResult.CommandResult.Command is ExampledCommand command ? command.Examples : FirstSteps)
        {
            output.WriteLine("  " + Called(example));
        }

        output.WriteLine();
        return code;
    }

    /// <summary>In the words of whoever called it.</summary>
    private static string Called(string text) => ProgramName.Shown == ProgramName.Own ? text : OwnName().Replace(text, ProgramName.Shown);

    [GeneratedRegex(@"\bpjob\b(?= )", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnName();
}
