using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Workers;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>How a test wants a worker. Otherwise it is as it should be for its job, with one slot.</summary>
internal sealed record WorkerStart
{
    /// <summary>The program, of those beside the tests.</summary>
    public string Program { get; init; } = "pjob-worker";

    public int Slots { get; init; } = 1;

    public SlotMode Mode { get; init; } = SlotMode.Threads;

    public string? Failpoints { get; init; }

    /// <summary>The queue's URI; null for the database's own.</summary>
    public string? Queue { get; init; }

    public string? Secret { get; init; }

    /// <summary>Whose manifest it is given; null for its job's.</summary>
    public JobPlan? Manifest { get; init; }

    public int GraceSeconds { get; init; } = 20;

    /// <summary>0 for none.</summary>
    public int HealthPort { get; init; }

    /// <summary>Beside <see cref="WorkerVariables"/>.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The variables of a worker.</summary>
    public Dictionary<string, string?> Variables(string name, Guid job, string queue, string secret, string manifestFile) =>
        new(Environment.Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value)), StringComparer.Ordinal)
        {
            [WorkerVariables.Queue] = Queue ?? queue,
            [WorkerVariables.Job] = $"{job}",
            [WorkerVariables.Secret] = Secret ?? secret,
            [WorkerVariables.SpecFile] = manifestFile,
            [WorkerVariables.Slots] = $"{Slots}",
            [WorkerVariables.Mode] = $"{Mode}",
            [WorkerVariables.Name] = name,
            [WorkerVariables.GraceSeconds] = $"{GraceSeconds}",
            [WorkerVariables.HealthPort] = $"{HealthPort}",
            [WorkerVariables.FailpointList] = Failpoints,
        };
}
