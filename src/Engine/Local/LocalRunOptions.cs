using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Slots;

namespace ParallelJobs.Engine.Local;

/// <summary>How to run a job in this process.</summary>
public sealed record LocalRunOptions
{
    public required SlotMode Mode { get; init; }

    /// <summary>Slots of each worker.</summary>
    public required int Slots { get; init; }

    /// <summary>Workers, each with its own work loop and slots, on the one queue.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Required for <see cref="SlotMode.Processes"/>.</summary>
    public SlotProgram? Program { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Seeds tokens, incarnations and jitter; it never reaches a result.</summary>
    public int Seed { get; init; } = Environment.TickCount;
}
