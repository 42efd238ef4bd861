using System.CommandLine;
using ParallelJobs.Engine.Slots;

namespace ParallelJobs.Cli.Commands;

/// <summary>What a job with slots in processes starts for each: not for people, and so not in the help.</summary>
internal static class SlotCommand
{
    public const string Name = "slot";

    public static Command Create()
    {
        var command = new Command(Name, "Compute for a parent process over stdin and stdout") { Hidden = true };
        command.SetAction(static _ => Run());
        return command;
    }

    public static int Run()
    {
        SlotProcess.RunOnStandardStreams();
        return ExitCode.Done;
    }
}
