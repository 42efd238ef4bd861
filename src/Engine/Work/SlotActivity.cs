using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>What a slot's kernel is computing.</summary>
/// <param name="Lease">Whose positions.</param>
/// <param name="Running">One position, or several where the slot cannot tell which.</param>
/// <param name="Unfinished">Those and what else the slot has taken after them.</param>
/// <param name="Since">Timestamp of the worker's clock.</param>
/// <param name="TimedOut">It was cancelled for taking too long.</param>
internal readonly record struct SlotActivity(HeldLease Lease, PositionRange Running, PositionRange Unfinished, long Since, bool TimedOut);
