namespace ParallelJobs.Kubernetes.Objects;

/// <summary>One program of a pod.</summary>
public sealed record Container
{
    public required string Name { get; init; }

    public string? Image { get; init; }

    /// <summary>"Always", "IfNotPresent" or "Never".</summary>
    public string? ImagePullPolicy { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public string? WorkingDir { get; init; }

    public IReadOnlyList<EnvironmentVariable>? Env { get; init; }

    public IReadOnlyList<ContainerPort>? Ports { get; init; }

    public ResourceRequirements? Resources { get; init; }

    public IReadOnlyList<VolumeMount>? VolumeMounts { get; init; }

    public SecurityContext? SecurityContext { get; init; }

    public Probe? LivenessProbe { get; init; }

    public Probe? ReadinessProbe { get; init; }

    /// <summary>"FallbackToLogsOnError": the end of the log says why it ended, where it wrote nothing else.</summary>
    public string? TerminationMessagePolicy { get; init; }
}
