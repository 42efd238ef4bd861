namespace ParallelJobs.Faults.Tests.Runs;

/// <summary>Jobs that take a while and little of the machine: waits, whose results are as exact as any. Immutable.</summary>
/// <param name="Name">Of the job.</param>
/// <param name="Items">How many waits.</param>
internal sealed record Manifest(string Name, int Items)
{
    public int Milliseconds { get; init; } = 100;

    public int Replicas { get; init; } = 2;

    public int Slots { get; init; } = 4;

    /// <summary>More lines of the spec, each indented by two.</summary>
    public string More { get; init; } = "";

    /// <summary>More fields of the spec's workers, in braces' form: ", mode: Processes".</summary>
    public string Workers { get; init; } = "";

    /// <summary>
    /// Not more items a second than this, until it is lifted: so that the job does not end, on however slow a machine, before what is to happen to it
    /// has happened.
    /// </summary>
    public int? Limit { get; init; }

    /// <summary>Leases of so many seconds.</summary>
    public int Lease { get; init; } = 10;

    public string Retry { get; init; } = "{}";

    public override string ToString() =>
        $$"""
        apiVersion: paralleljobs.io/v1alpha1
        kind: ParallelJob
        metadata: { name: {{Name}} }
        spec:
          range: { start: 0, end: {{Items}} }
          kernel: { name: sleep, parameters: [ { name: duration, value: {{Milliseconds}}ms } ] }
          leaseDurationSeconds: {{Lease}}
          retry: {{Retry}}
          workers: { replicas: {{Replicas}}, slots: {{Slots}}, resources: { requests: { cpu: 20m, memory: 64Mi } }{{Workers}} }
        {{(Limit is { } limit ? $"  limits: {{ perSecond: {limit} }}" : "")}}
        {{More}}
        """;
}
