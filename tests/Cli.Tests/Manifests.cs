namespace ParallelJobs.Cli.Tests;

internal static class Manifests
{
    /// <summary>A manifest with these lines below <c>spec</c>, which is line 5.</summary>
    public static string WithSpec(params string[] lines) => string.Join('\n', [
        "apiVersion: paralleljobs.io/v1alpha1",
        "kind: ParallelJob",
        "metadata:",
        "  name: test",
        "spec:",
        .. lines.Select(line => "  " + line),
        ""]);

    /// <summary>A job that would take hours, of leaves that take milliseconds.</summary>
    public static string Endless => WithSpec(
        "range: { start: 0, end: 100000000 }",
        "kernel: { name: countdown, parameters: [ { name: perItem, value: \"1000000\" } ] }");
}
