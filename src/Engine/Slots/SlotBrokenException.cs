namespace ParallelJobs.Engine.Slots;

/// <summary>A slot that cannot compute anything at all, such as a process that does not start.</summary>
public sealed class SlotBrokenException(string message, Exception? inner = null) : Exception(message, inner);
