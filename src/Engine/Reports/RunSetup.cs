using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reports;

/// <summary>What a run was run on.</summary>
/// <param name="Mode">What a slot is.</param>
/// <param name="Slots">Slots of each worker.</param>
/// <param name="Workers">The workers that the run started by itself.</param>
public sealed record RunSetup(SlotMode Mode, int Slots, int Workers);
