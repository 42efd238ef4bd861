using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Engine.Workers;

/// <summary>
/// What a worker of a job in a shared queue is told from outside, validated, with every default filled in. Immutable; its text shows no secret.
/// </summary>
public sealed record WorkerSettings
{
    public required QueueUri Queue { get; init; }

    /// <summary>The job's uid in the ledger, whatever its manifest says.</summary>
    public required Guid Job { get; init; }

    public required JobSecret Secret { get; init; }

    /// <summary>One that this version can compute, with every default filled in.</summary>
    public required ParallelJob Manifest { get; init; }

    /// <summary>SHA-256 of the items outside the manifest, as lower-case hexadecimal digits; null where there are none.</summary>
    public string? ItemsDigest { get; init; }

    public required SlotMode Mode { get; init; }

    public required int Slots { get; init; }

    public required string Name { get; init; }

    /// <summary>Within what time of being told to stop the worker must be gone.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>Of the health endpoints; 0 for none.</summary>
    public required int HealthPort { get; init; }

    public required LogThreshold LogLevel { get; init; }

    /// <summary>Reads <see cref="WorkerVariables"/>, and the files that they name.</summary>
    /// <param name="environment">The value of a variable; null where it is not set. One that is empty counts as not set.</param>
    /// <param name="problems">All that is wrong, a line each: the variable or file, what is wrong, and the fix. Never a secret.</param>
    /// <returns>Null when there are problems.</returns>
    public static WorkerSettings? Read(Func<string, string?> environment, out ImmutableArray<string> problems) =>
        new WorkerSettingsReader(new WorkerEnvironment(environment)).Read(out problems);

    /// <summary>The same plan that the job's owner made.</summary>
    public JobPlan ToPlan() => JobPlan.Of(Manifest, Job, ItemsDigest);

    /// <param name="program">What slots in processes run.</param>
    public WorkLoopOptions ToOptions(SlotProgram program) => new()
    {
        Mode = Mode,
        Slots = Slots,
        ExpectedJobSlots = (int)Math.Min((long)Slots * Manifest.Spec.Workers!.Replicas!.Value, int.MaxValue),
        Worker = Name,
        Program = program,
    };
}
