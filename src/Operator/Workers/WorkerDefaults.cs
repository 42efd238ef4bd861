namespace ParallelJobs.Operator.Workers;

/// <summary>What workers get where their job says nothing. Immutable.</summary>
internal sealed record WorkerDefaults(string Image, long RunAsUser);
