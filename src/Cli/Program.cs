using ParallelJobs.Cli;
using ParallelJobs.Cli.Commands;
using ParallelJobs.Cli.Output;

// A process that is a slot starts once for every slot of every job, so it parses no command line.
if (args is [SlotCommand.Name])
{
    return SlotCommand.Run();
}

var parsed = CommandTree.Parse(args);
if (parsed.Errors.Count > 0)
{
    ErrorLine.Write(CommandLineError.Of(parsed));
    return ExitCode.InvalidInput;
}

try
{
    return await parsed.InvokeAsync(CommandTree.Invocation);
}
#pragma warning disable CA1031 // The edge of the program: whatever reaches it becomes one line and an exit code.
catch (Exception failure)
#pragma warning restore CA1031
{
    ErrorLine.Write(failure, withTrace: CommandTree.IsVerbose(parsed));
    return ExitCode.Failed;
}
