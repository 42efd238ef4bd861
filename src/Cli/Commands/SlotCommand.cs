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
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();

        // The parent reads frames from stdout: whoever writes to the console by mistake must not write into them.
        Console.SetOut(Console.Error);
        SlotProcess.Run(input, output);
        return ExitCode.Done;
    }
}
