using System.CommandLine;
using System.CommandLine.Help;

namespace ParallelJobs.Cli.Commands;

/// <summary>All commands of <c>pjob</c>, and how they are parsed and invoked.</summary>
internal static class CommandTree
{
    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Say on stderr what is going on; show the stack trace of an error",
        Recursive = true,
    };

    /// <summary>Signals and exceptions are this program's own matter.</summary>
    public static InvocationConfiguration Invocation { get; } = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    // A file may well be named @job.yaml: there are no response files.
    public static ParseResult Parse(string[] args) => Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    public static bool IsVerbose(ParseResult parsed) => parsed.GetValue(Verbose);

    private static RootCommand Create()
    {
        var root = new RootCommand("Run a function over a range on every core, and get the exact result.")
        {
            Verbose,
            RunCommand.Create(),
            BenchCommand.Create(),
            ValidateCommand.Create(),
            SubmitCommand.Create(),
            ListCommand.Create(),
            GetCommand.Create(),
            StatusCommand.Create(),
            TopCommand.Create(),
            WatchCommand.Create(),
            WaitCommand.Create(),
            ResultsCommand.Create(),
            LogsCommand.Create(),
            SteeringCommand.Suspend(),
            SteeringCommand.Resume(),
            SteeringCommand.Scale(),
            SteeringCommand.Cancel(),
            RetryCommand.Create(),
            DeleteCommand.Create(),
            DoctorCommand.Create(),
            KernelsCommand.Create(),
            InitCommand.Create(),
            MigrateCommand.Create(),
            CompletionCommand.Create(),
            VersionCommand.Create(),
            SlotCommand.Create(),
            WorkerCommand.Create(),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        var describe = new HelpWithExamples((HelpAction)help.Action!);
        help.Action = describe;
        help.Description = "Show help";
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        root.Options.OfType<VersionOption>().Single().Action = VersionCommand.ShortAction;
        root.SetAction(describe.Invoke);
        return root;
    }
}
