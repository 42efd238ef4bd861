using ParallelJobs.Cli.Commands;
using ParallelJobs.Engine.Slots;

namespace ParallelJobs.Cli.Running;

/// <summary>This program, as its own slots' processes run it.</summary>
internal static class OwnProgram
{
    public static SlotProgram AsSlot() => SlotProgram.OfThisProcess(typeof(OwnProgram).Assembly, SlotCommand.Name);
}
