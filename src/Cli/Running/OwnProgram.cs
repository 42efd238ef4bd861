using ParallelJobs.Cli.Commands;
using ParallelJobs.Engine.Slots;

namespace ParallelJobs.Cli.Running;

/// <summary>This program, as its own slots' processes run it.</summary>
internal static class OwnProgram
{
    public static SlotProgram AsSlot()
    {
        var path = Environment.ProcessPath ?? throw new InvalidOperationException("the system does not tell where this program's file is");
        return Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? new SlotProgram(path, [typeof(OwnProgram).Assembly.Location, SlotCommand.Name])
            : new SlotProgram(path, [SlotCommand.Name]);
    }
}
