namespace ParallelJobs.TestKit.Installations;

/// <summary>Manifests of jobs that ask for little, so that many fit on a node that all tests share.</summary>
public static class SmallJobs
{
    /// <summary>The requests of a worker, as a field of <c>spec.workers</c>.</summary>
    public const string Requests = "resources: { requests: { cpu: 20m, memory: 48Mi } }";

    /// <summary>Computes for a moment: a million terms of pi, in eight leaves.</summary>
    /// <param name="name">The job's.</param>
    /// <param name="spec">More fields of the spec, one a line.</param>
    /// <param name="workers">More fields of the workers, with commas between.</param>
    public static string Pi(string name, string spec = "", string workers = "") => Manifest(
        name,
        $$"""
        range: { start: 1, end: 1000001 }
        kernel: { name: pi }
        leafSize: 131072
        {{spec}}
        """,
        workers);

    /// <summary>Waits: one item a leaf.</summary>
    /// <param name="name">The job's.</param>
    /// <param name="items">How many.</param>
    /// <param name="duration">Of each, as "5ms".</param>
    /// <param name="spec">More fields of the spec, one a line.</param>
    /// <param name="workers">More fields of the workers, with commas between.</param>
    public static string Sleep(string name, int items, string duration, string spec = "", string workers = "") => Manifest(
        name,
        $$"""
        range: { start: 0, end: {{items}} }
        kernel: { name: sleep, parameters: [ { name: duration, value: {{duration}} } ] }
        {{spec}}
        """,
        workers);

    /// <summary>Takes as long as the test wants: an item every second until its limit is taken away, see <see cref="Installation.LetGoAsync"/>.</summary>
    /// <param name="name">The job's.</param>
    /// <param name="spec">More fields of the spec, one a line.</param>
    /// <param name="workers">More fields of the workers, with commas between.</param>
    public static string Held(string name, string spec = "", string workers = "") =>
        Sleep(name, HeldItems, "1ms", $"limits: {{ perSecond: 1 }}\n{spec}", workers);

    /// <summary>Of <see cref="Held"/>.</summary>
    public const int HeldItems = 600;

    /// <summary>Two ranges: one hundred items that take longer than they may, and one that does not.</summary>
    /// <param name="name">The job's.</param>
    /// <param name="spec">More fields of the spec, one a line.</param>
    /// <param name="retry">More fields of the retry, with commas between.</param>
    public static string Poisoned(string name, string spec = "", string retry = "") => Manifest(
        name,
        $$"""
        range: { start: 0, end: 101 }
        leafSize: 100
        kernel: { name: sleep, parameters: [ { name: duration, value: 15ms } ] }
        retry: { maxAttempts: 2, backoffSeconds: 0, leafTimeoutSeconds: 1{{Next(retry)}} }
        {{spec}}
        """);

    private static string Manifest(string name, string spec, string workers = "") =>
        $$"""
        apiVersion: paralleljobs.io/v1alpha1
        kind: ParallelJob
        metadata: { name: {{name}} }
        spec:
          workers: { {{(workers.Contains("resources:", StringComparison.Ordinal) ? workers : Requests + Next(workers))}} }
        {{string.Join('\n', spec.Split('\n').Select(line => $"  {line}"))}}
        """;

    private static string Next(string more) => more.Length == 0 ? "" : $", {more}";
}
