namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>How a controller works. Immutable.</summary>
public sealed record ControllerOptions
{
    private readonly int _concurrency = 4;

    /// <summary>What it reconciles, in logs and metrics: "paralleljob".</summary>
    public required string Name { get; init; }

    /// <summary>How many keys are reconciled at once, at least one.</summary>
    public int Concurrency
    {
        get => _concurrency;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _concurrency = value;
        }
    }
}
