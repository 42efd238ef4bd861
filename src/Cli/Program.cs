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
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && !CommandTree.IsVerbose(parsed))
{
    // Every file is read and written where its name is known; what is left is the answer.
    ErrorLine.Write($"the answer cannot be written to standard output: {failure.Message}");
    return ExitCode.Failed;
}
#pragma warning disable CA1031 // The edge of the program: whatever reaches it becomes one line and an exit code.
catch (Exception failure)
#pragma warning restore CA1031
{
    ErrorLine.Write(failure, withTrace: CommandTree.IsVerbose(parsed));
    return ExitCode.Failed;
}
