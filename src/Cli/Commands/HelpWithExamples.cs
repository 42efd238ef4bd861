using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ParallelJobs.Cli.Commands;

/// <summary>The help of System.CommandLine, and below it how the command is used.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly string[] FirstSteps =
        ["pjob init --kernel pi > pi.yaml", "pjob run pi.yaml", "pjob bench pi.yaml --plot pi.svg"];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in parseResult.CommandResult.Command is ExampledCommand command ? command.Examples : FirstSteps)
        {
            output.WriteLine("  " + example);
        }

        output.WriteLine();
        return code;
    }
}
