using ParallelJobs.Engine.Slots;

namespace ParallelJobs.WorkerImage;

/// <summary>This program, as its own slots' processes run it.</summary>
internal static class OwnProgram
{
    /// <summary>The only argument of a slot's process. Not for people, and so not in the help.</summary>
    public const string SlotArgument = "slot";

    public static SlotProgram AsSlot() => SlotProgram.OfThisProcess(typeof(OwnProgram).Assembly, SlotArgument);
}
