using System.Diagnostics;
using ParallelJobs.Cli.Commands;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Workers;

namespace ParallelJobs.Cli.Running;

/// <summary>This program, as its own slots' and workers' processes run it.</summary>
internal static class OwnProgram
{
    private const string Configuration = "PARALLELJOB_";

    public static SlotProgram AsSlot() => With(SlotCommand.Name);

    /// <summary>A worker without any configuration, whatever this process was given for another one.</summary>
    public static ProcessStartInfo AsWorker()
    {
        var program = With(WorkerCommand.Name);
        var start = new ProcessStartInfo(program.FileName, program.Arguments);
        var given = start.Environment.Keys.Where(name => name.StartsWith(Configuration, StringComparison.Ordinal) && name != WorkerVariables.FailpointList);
        foreach (var name in given.ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static SlotProgram With(string command) => SlotProgram.OfThisProcess(typeof(OwnProgram).Assembly, command);
}
